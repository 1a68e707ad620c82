from harness.in_pyodide import run_in_pyodide


@run_in_pyodide(packages=["Jinja2"])
def test_inheritance_loops_and_escaping(pyodide):
    from jinja2 import DictLoader, Environment, StrictUndefined, UndefinedError

    templates = {
        "base": "<ul>{% block items %}{% endblock %}</ul>",
        "page": """{% extends 'base' %}
            {% block items %}{% for x in xs %}<li>{{ loop.index }}: {{ x }}</li>{% endfor %}{% endblock %}""",
    }
    environment = Environment(loader=DictLoader(templates), autoescape=True, undefined=StrictUndefined)
    page = environment.get_template("page")
    assert "<ul><li>1: &lt;b&gt;</li><li>2: 3</li></ul>" == page.render(xs=["<b>", 3])
    try:
        page.render()
    except UndefinedError as error:
        assert "'xs' is undefined" == str(error)
    else:
        raise AssertionError("a missing variable passed")


@run_in_pyodide(packages=["Jinja2"])
async def test_async_templates(pyodide):
    from jinja2 import Environment

    async def numbers():
        for number in range(3):
            yield number

    template = Environment(enable_async=True).from_string("{% for n in numbers() %}{{ n }};{% endfor %}")
    assert "0;1;2;" == await template.render_async(numbers=numbers)
