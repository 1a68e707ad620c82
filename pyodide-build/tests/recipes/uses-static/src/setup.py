import os

from setuptools import Extension, setup

macros = [("FROM_CROSS_SCRIPT", os.environ["FROM_CROSS_SCRIPT"])]
setup(ext_modules=[Extension("uses_static._native", ["native.c"], define_macros=macros)])
