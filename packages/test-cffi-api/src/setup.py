from setuptools import setup

setup(cffi_modules=["build_shapes.py:ffi"], py_modules=[])
