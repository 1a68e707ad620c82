import pytest

from harness.in_pyodide import run_in_pyodide


@pytest.mark.parametrize(
    ("format", "mode", "options", "tolerance"),
    [
        ("PNG", "RGBA", {}, 0),
        ("JPEG", "RGB", {"quality": 95}, 6),
        ("JPEG", "L", {"quality": 95}, 6),
        ("WEBP", "RGBA", {"lossless": True}, 0),
        ("WEBP", "RGB", {"quality": 90}, 12),
        ("GIF", "P", {}, 0),
        ("TIFF", "RGB", {}, 0),
    ],
)
@run_in_pyodide(packages=["Pillow"])
def test_format(pyodide, format, mode, options, tolerance):
    """What is written can be read again, and looks the same."""
    import io

    from PIL import Image, ImageChops

    gradient = Image.linear_gradient("L")
    channels = [gradient, gradient.rotate(90), gradient.rotate(180), Image.new("L", gradient.size, 255)]
    image = Image.merge("RGBA", channels).convert(mode)
    content = io.BytesIO()
    image.save(content, format=format, **options)
    content.seek(0)
    read = Image.open(content)
    read.load()
    assert (format, image.size) == (read.format, read.size)
    difference = ImageChops.difference(image.convert("RGB"), read.convert("RGB"))
    assert max(high for _, high in difference.getextrema()) <= tolerance


@run_in_pyodide(packages=["Pillow"])
def test_text(pyodide):
    from PIL import Image, ImageDraw, ImageFont, features

    font = ImageFont.load_default(40)  # of FreeType
    image = Image.new("L", (300, 60))
    ImageDraw.Draw(image).text((5, 5), "Hamburg", fill=255, font=font)
    left, top, right, bottom = image.getbbox()
    assert 0.9 < (right - left) / font.getlength("Hamburg") < 1.1
    assert 25 < bottom - top < 45
    assert image.getextrema() == (0, 255)
    # From top to bottom, which takes Raqm and HarfBuzz.
    assert features.check("raqm")
    shaped = font.font_variant(layout_engine=ImageFont.Layout.RAQM)
    left, top, right, bottom = shaped.getbbox("Hamburg", direction="ttb")
    assert bottom - top > 4 * (right - left)


@run_in_pyodide(packages=["Pillow"])
def test_image_operations(pyodide):
    from PIL import Image, ImageDraw, ImageFilter

    image = Image.new("RGB", (100, 100), "white")
    ImageDraw.Draw(image).ellipse((20, 20, 80, 80), fill="navy")
    small = image.resize((10, 10), Image.Resampling.LANCZOS)
    assert (255, 255, 255) == small.getpixel((0, 0))
    red, green, blue = small.getpixel((5, 5))
    assert red < 10 and green < 10 and 120 < blue < 136
    blurred = image.filter(ImageFilter.GaussianBlur(5))
    assert 0 < blurred.getpixel((20, 50))[0] < 255


@run_in_pyodide(packages=["Pillow"])
def test_broken_files(pyodide):
    import io

    from PIL import Image, UnidentifiedImageError

    content = io.BytesIO()
    Image.linear_gradient("L").save(content, "JPEG")
    # Comments instead of tables: libjpeg finds out, and leaves its functions by longjmp.
    without_tables = content.getvalue().replace(b"\xff\xdb", b"\xff\xfe")
    for data, problem in ((without_tables, OSError), (b"\xff\xd8 and no image", UnidentifiedImageError)):
        try:
            Image.open(io.BytesIO(data)).load()
        except problem:
            continue
        raise AssertionError(f"{data[:20]!r} could be read")
