from harness.in_pyodide import run_in_pyodide


@run_in_pyodide(packages=["prompt-toolkit"])
def test_editing_and_completion(pyodide):
    from prompt_toolkit.buffer import Buffer
    from prompt_toolkit.completion import CompleteEvent, WordCompleter
    from prompt_toolkit.document import Document

    buffer = Buffer(document=Document("select fro", 10))
    buffer.save_to_undo_stack()
    buffer.delete_before_cursor(3)
    assert "select " == buffer.text
    buffer.undo()
    found = WordCompleter(["from", "where"]).get_completions(buffer.document, CompleteEvent())
    assert ["from"] == [each.text for each in found]
