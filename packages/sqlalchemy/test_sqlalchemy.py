from harness.in_pyodide import run_in_pyodide


@run_in_pyodide(packages=["sqlalchemy", "sqlite3"])
def test_objects_in_a_database(pyodide):
    from sqlalchemy import ForeignKey, create_engine, func, select
    from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, relationship
    from sqlalchemy.util import has_compiled_ext

    class Base(DeclarativeBase):
        pass

    class Author(Base):
        __tablename__ = "author"
        id: Mapped[int] = mapped_column(primary_key=True)
        name: Mapped[str]
        books: Mapped[list["Book"]] = relationship(back_populates="author")

    class Book(Base):
        __tablename__ = "book"
        id: Mapped[int] = mapped_column(primary_key=True)
        title: Mapped[str]
        author_id: Mapped[int] = mapped_column(ForeignKey("author.id"))
        author: Mapped[Author] = relationship(back_populates="books")

    assert has_compiled_ext()
    engine = create_engine("sqlite://")
    Base.metadata.create_all(engine)
    with Session(engine) as session:
        session.add(Author(name="One", books=[Book(title="A"), Book(title="B")]))
        session.add(Author(name="Other", books=[Book(title="C")]))
        session.commit()
    with Session(engine) as session:
        counted = select(Author.name, func.count(Book.id)).join(Book).group_by(Author.name).order_by(Author.name)
        assert [("One", 2), ("Other", 1)] == [tuple(row) for row in session.execute(counted)]
        assert "Other" == session.scalars(select(Book).where(Book.title == "C")).one().author.name


@run_in_pyodide(packages=["sqlalchemy", "sqlite3", "pytest"])
def test_what_databases_refuse(pyodide):
    import pytest
    from sqlalchemy import create_engine, text
    from sqlalchemy.exc import IntegrityError

    with create_engine("sqlite://").connect() as connection:
        connection.execute(text("create table thing (id integer primary key)"))
        connection.execute(text("insert into thing values (:id)"), [{"id": 1}])
        with pytest.raises(IntegrityError, match="UNIQUE"):
            connection.execute(text("insert into thing values (:id)"), [{"id": 1}])
