"""Reading, importing and writing files."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from blueprint import files, load, places
from blueprint.diagnostics import Diagnostic
from blueprint.files import Loader, decode, link_or_copy, read, remove, write
from blueprint.places import project_root
from blueprint.resolver import Refusal
from blueprint.source import Source

ROLES = 'role clerk "Clerk"\n'


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder that is a project's root, inside one that is not."""
    root = tmp_path / "project"
    (root / ".git").mkdir(parents=True)
    return root


def refused(found: Source | Diagnostic) -> Diagnostic:
    assert isinstance(found, Diagnostic)
    assert found.code == "BP001"
    assert found.is_error
    return found


def opened(loader: Loader, path: Path) -> Source:
    source = loader.source_of(path, str(path))
    assert isinstance(source, Source)
    return source


def imported(path: Path, written: str) -> Source | Refusal:
    """What a file at `path` gets for an import."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("")
    loader = Loader()
    return loader(opened(loader, path), written)


def refusal(path: Path, written: str) -> str:
    found = imported(path, written)
    assert isinstance(found, Refusal)
    return str(found.message)


# ── reading ──────────────────────────────────────────────────────────────────


def test_a_file_is_read_under_the_name_it_is_given(tmp_path: Path) -> None:
    path = tmp_path / "a.blueprint"
    path.write_bytes("步骤\r\n".encode())
    source = read(path, "shown")
    assert isinstance(source, Source)
    assert (source.name, source.text) == ("shown", "步骤\r\n")


def test_a_byte_order_mark_is_dropped() -> None:
    source = decode(b"\xef\xbb\xbfblueprint", "a")
    assert isinstance(source, Source)
    assert source.text == "blueprint"


def test_a_missing_file_is_named_with_one_that_is_near(tmp_path: Path) -> None:
    (tmp_path / "hotel.blueprint").write_text("")
    found = refused(read(tmp_path / "hotle.blueprint", "hotle.blueprint"))
    assert found.message == "there is no file 'hotle.blueprint'"
    assert found.hint == "did you mean 'hotel.blueprint'?"


def test_a_link_that_leads_nowhere_is_not_offered_in_its_own_place(tmp_path: Path) -> None:
    (tmp_path / "hotel.blueprint").symlink_to("gone.blueprint")
    assert refused(read(tmp_path / "hotel.blueprint", "hotel.blueprint")).hint is None


def test_a_folder_is_not_read(tmp_path: Path) -> None:
    assert refused(read(tmp_path, "x")).message == "'x' is a folder, not a file"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_a_pipe_is_refused_without_waiting_for_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert refused(read(tmp_path / "pipe", "pipe")).message == "'pipe' is a pipe or a device, not a file"


def test_a_forbidden_file_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def forbid(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("os.stat", forbid)
    assert refused(read(tmp_path / "a", "a")).message == "'a' may not be read: permission denied"


@pytest.mark.parametrize("name", ["x" * 5000, "a\0b"])
def test_a_name_that_no_file_can_have_is_a_diagnostic(tmp_path: Path, name: str) -> None:
    assert "cannot be read" in refused(read(Path(f"{tmp_path}/{name}"), "a")).message


def test_a_link_that_leads_to_itself_is_a_diagnostic(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to("loop")
    assert "cannot be read" in refused(read(tmp_path / "loop", "loop")).message


def test_what_is_not_utf8_is_named_by_byte_offset_line_and_place() -> None:
    found = refused(decode(b"\xef\xbb\xbfab\nc\xe9d\n", "a"))
    assert found.message == "'a' is not UTF-8: byte 0xE9 at offset 7, in line 2"
    assert found.span.source.position(found.span.start) == (2, 2)
    assert found.span.source.line(2) == "c\ufffdd"


@pytest.mark.parametrize("encoding", ["UTF-16", "UTF-32"])
def test_other_unicode_encodings_are_called_by_their_names(encoding: str) -> None:
    found = refused(decode("blueprint".encode(encoding), "a"))
    assert found.message == f"'a' is {encoding}, not UTF-8"
    assert found.hint == "save it as UTF-8"


def test_a_binary_file_is_no_text() -> None:
    assert refused(decode(b"PNG\0", "a")).message == "'a' is not a text: there is a NUL byte at offset 3"


def test_a_huge_file_is_refused_before_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a"
    path.write_text("12345")
    monkeypatch.setattr(files, "decode", None)
    assert "is larger than" in refused(read(path, "a", limit=4)).message


def test_huge_standard_input_is_refused() -> None:
    large = b" " * (files.LIMIT + 1)
    assert refused(decode(large, "<stdin>")).message == "'<stdin>' is larger than 20 MB"
    assert refused(decode(large, "a", limit=1_500_000)).message == "'a' is larger than 1.5 MB"


def test_loading_a_file_that_is_not_there_gives_its_error_and_no_exception(tmp_path: Path) -> None:
    compiled = load(tmp_path / "no.blueprint")
    assert [one.code for one in compiled.errors] == ["BP001"]
    assert not compiled.is_sound
    assert compiled.tree.items == ()


# ── the project's root ───────────────────────────────────────────────────────


@pytest.mark.parametrize("mark", ["blueprint.toml", ".git"])
def test_the_root_is_the_nearest_folder_with_a_mark(tmp_path: Path, mark: str) -> None:
    inner = tmp_path / "root" / "a" / "b"
    inner.mkdir(parents=True)
    (tmp_path / ".git").mkdir()
    (tmp_path / "root" / mark).write_text("")
    assert project_root(inner / "x.blueprint") == (tmp_path / "root").resolve()


def test_without_a_mark_the_root_is_the_files_own_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places, "ROOT_MARKS", ("a mark that is nowhere",))
    assert project_root(tmp_path / "x.blueprint") == tmp_path.resolve()


# ── imports ──────────────────────────────────────────────────────────────────


def test_a_path_is_relative_to_the_importing_file(project: Path) -> None:
    (project / "shared").mkdir()
    (project / "shared" / "roles.blueprint").write_text(ROLES)
    found = imported(project / "hotels" / "a.blueprint", "../shared/roles.blueprint")
    assert isinstance(found, Source)
    assert found.text == ROLES


def test_an_imported_file_is_shown_as_the_user_would_write_it(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (project / "in").mkdir()
    (project / "in" / "a.blueprint").write_text("")
    (project / "roles.blueprint").write_text(ROLES)
    monkeypatch.chdir(project / "in")
    loader = Loader()
    relative = loader(opened(loader, Path("a.blueprint")), "../roles.blueprint")
    loader = Loader()
    absolute = loader(opened(loader, project / "in" / "a.blueprint"), "../roles.blueprint")
    assert isinstance(relative, Source)
    assert isinstance(absolute, Source)
    assert relative.name == os.path.join("..", "roles.blueprint")
    assert absolute.name == str((project / "roles.blueprint").resolve())


def test_one_file_is_one_source_by_whatever_path_and_from_whatever_file(project: Path) -> None:
    (project / "roles.blueprint").write_text(ROLES)
    (project / "link.blueprint").symlink_to("roles.blueprint")
    for name in ("a", "b"):
        (project / f"{name}.blueprint").write_text("")
    loader = Loader()
    first = loader(opened(loader, project / "a.blueprint"), "roles.blueprint")
    second = loader(opened(loader, project / "b.blueprint"), "./x/../link.blueprint")
    assert isinstance(first, Source)
    assert first is second
    assert opened(loader, project / "roles.blueprint") is first


def test_a_file_that_is_imported_by_what_it_imports_is_the_same_source(project: Path) -> None:
    (project / "a.blueprint").write_text("")
    (project / "b.blueprint").write_text("")
    loader = Loader()
    first = opened(loader, project / "a.blueprint")
    second = loader(first, "b.blueprint")
    assert isinstance(second, Source)
    assert loader(second, "a.blueprint") is first


def test_files_that_nobody_imports_are_forgotten(project: Path) -> None:
    loader = Loader()
    (project / "roles.blueprint").write_text(ROLES)
    for number in range(5):
        (project / f"{number}.blueprint").write_text("")
        loader(opened(loader, project / f"{number}.blueprint"), "roles.blueprint")
    assert len(loader._places) == 2


def test_an_import_keeps_the_root_of_the_file_that_the_user_gave(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places, "ROOT_MARKS", ("a mark that is nowhere",))
    (tmp_path / "in").mkdir()
    for name in ("a", "in/b", "c"):
        (tmp_path / f"{name}.blueprint").write_text("")
    loader = Loader()
    inner = loader(opened(loader, tmp_path / "a.blueprint"), "in/b.blueprint")
    assert isinstance(inner, Source)
    assert isinstance(loader(inner, "../c.blueprint"), Source)
    # The same file, given by itself, is its own project.
    alone = opened(loader, tmp_path / "in" / "b.blueprint")
    assert alone is not inner
    assert isinstance(loader(alone, "../c.blueprint"), Refusal)


@pytest.mark.parametrize("written", ["../outside.blueprint", "in/../../outside.blueprint", ".."])
def test_no_path_leads_out_of_the_project(project: Path, written: str) -> None:
    (project.parent / "outside.blueprint").write_text(ROLES)
    assert refusal(project / "a.blueprint", written) == f"'{written}' leads out of the project"


def test_a_folder_beside_the_root_with_a_longer_name_is_outside(project: Path) -> None:
    beside = project.with_name("project2")
    beside.mkdir()
    (beside / "b.blueprint").write_text(ROLES)
    assert "leads out of the project" in refusal(project / "a.blueprint", "../project2/b.blueprint")


def test_no_link_leads_out_of_the_project(project: Path) -> None:
    (project.parent / "outside.blueprint").write_text(ROLES)
    (project / "file.blueprint").symlink_to(project.parent / "outside.blueprint")
    (project / "folder").symlink_to(project.parent)
    for written in ("file.blueprint", "folder/outside.blueprint"):
        assert refusal(project / "a.blueprint", written) == f"'{written}' leads out of the project"


def test_whether_a_file_outside_exists_is_not_told(project: Path) -> None:
    assert "leads out" in refusal(project / "a.blueprint", "../nothing.blueprint")


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("/etc/passwd", "'/etc/passwd' is an absolute path"),
        ("C:/x.blueprint", "'C:/x.blueprint' is an absolute path"),
        ("c:x.blueprint", "'c:x.blueprint' is an absolute path"),
        ("\\\\host\\share", "'\\\\host\\share' is an absolute path"),
        ("a\\b.blueprint", "'a\\b.blueprint' holds a backslash"),
        (
            "https://example.org/a",
            "'https://example.org/a' is an address; only files of the project can be imported",
        ),
        ("file:a.blueprint", "'file:a.blueprint' is an address; only files of the project can be imported"),
        ("a.blueprint:x", "'a.blueprint:x' is an address; only files of the project can be imported"),
        ("", "this import names no file"),
        (" ", "this import names no file"),
        ("a\nb", "a path holds no control characters"),
        ("a\0b", "a path holds no control characters"),
    ],
)
def test_a_path_that_is_no_relative_path_is_refused(project: Path, written: str, message: str) -> None:
    assert refusal(project / "a.blueprint", written) == message


def test_an_imported_file_that_cannot_be_read_says_why(project: Path) -> None:
    (project / "folder").mkdir()
    (project / "latin.blueprint").write_bytes(b"\xe9")
    assert "there is no file" in refusal(project / "a.blueprint", "no.blueprint")
    assert "is a folder" in refusal(project / "a.blueprint", "folder")
    assert "is a folder" in refusal(project / "a.blueprint", ".")
    assert "is not UTF-8" in refusal(project / "a.blueprint", "latin.blueprint")


def test_a_missing_import_offers_the_near_name(project: Path) -> None:
    (project / "roles.blueprint").write_text(ROLES)
    found = imported(project / "a.blueprint", "rolls.blueprint")
    assert isinstance(found, Refusal)
    assert str(found.hint) == "did you mean 'roles.blueprint'?"


def test_a_text_from_nowhere_imports_as_if_it_stood_in_a_folder(project: Path) -> None:
    (project / "roles.blueprint").write_text(ROLES)
    loader = Loader()
    text = loader.adopt(Source("<stdin>", ""), project / "<stdin>")
    assert isinstance(loader(text, "roles.blueprint"), Source)
    assert isinstance(loader(text, "../x"), Refusal)


# ── unsaved texts ────────────────────────────────────────────────────────────


def test_an_unsaved_text_is_read_in_place_of_its_file_and_of_imports(project: Path) -> None:
    (project / "a.blueprint").write_text('blueprint saved\nimport "roles.blueprint"\n')
    (project / "roles.blueprint").write_text(ROLES)
    (project / "link.blueprint").symlink_to("roles.blueprint")
    overlay = {
        project / "a.blueprint": '\ufeffblueprint typed\nimport "link.blueprint"\nimport "new.blueprint"\n',
        str(project / "in" / ".." / "roles.blueprint"): "role typed_role\n",
        project / "new.blueprint": "role not_on_the_disk\n",
    }
    compiled = load(project / "a.blueprint", overlay=overlay)
    assert compiled.blueprint is not None
    assert compiled.blueprint.name == "typed"
    assert list(compiled.blueprint.roles) == ["typed_role", "not_on_the_disk"]
    assert compiled.tree.source.text[0] == "b"
    real = project.resolve()
    assert compiled.files == tuple(str(real / f"{name}.blueprint") for name in ("a", "roles", "new"))
    plain = load(project / "a.blueprint").blueprint
    assert plain is not None
    assert plain.name == "saved"


def test_an_unsaved_text_is_as_limited_as_a_file(project: Path) -> None:
    path = project / "a.blueprint"

    def codes(text: str, limit: int = files.LIMIT) -> list[str]:
        found = load(path, loader=Loader(overlay={path: text}, limit=limit))
        return [one.message for one in found.errors]

    assert "there is a NUL byte" in codes("blueprint\0")[0]
    assert "is not UTF-8" in codes("blueprint \ud800")[0]
    assert "is larger than" in codes("blueprint b", limit=4)[0]
    assert codes("blueprint b", limit=11) == []


def test_a_text_that_changes_is_read_anew_and_what_else_was_read_is_kept(project: Path) -> None:
    entry, roles, other = (project / f"{name}.blueprint" for name in ("a", "roles", "other"))
    entry.write_text('blueprint a\nimport "roles.blueprint"\nimport "other.blueprint"\n')
    roles.write_text("role on_the_disk\n")
    other.write_text("role other\n")
    loader = Loader()
    before = load(entry, loader=loader)
    loader.put(roles, "role typed\n")
    typed = load(entry, loader=loader)
    loader.put(roles, None)
    again = load(entry, loader=loader)
    found = [next(iter(one.blueprint.roles)) for one in (before, typed, again) if one.blueprint]
    assert found == ["on_the_disk", "typed", "on_the_disk"]
    assert before.sources[2] is again.sources[2]
    assert len(loader._places) == 3


def test_a_text_of_what_was_opened_itself_may_change(project: Path) -> None:
    (project / "a.blueprint").write_text("blueprint a\n")
    loader = Loader()
    for name in ("b", "c"):
        loader.put(project / "a.blueprint", f"blueprint {name}\n")
        found = load(project / "a.blueprint", loader=loader).blueprint
        assert found is not None
        assert found.name == name


def test_a_root_that_is_given_is_where_imports_end(project: Path) -> None:
    (project / "in").mkdir()
    (project / "in" / "a.blueprint").write_text('blueprint a\nimport "../roles.blueprint"\n')
    (project / "roles.blueprint").write_text(ROLES)
    assert load(project / "in" / "a.blueprint").errors == ()
    inside = load(project / "in" / "a.blueprint", loader=Loader(root=project / "in"))
    assert [one.message for one in inside.errors] == ["'../roles.blueprint' leads out of the project"]


def test_overlay_and_loader_are_not_given_together(project: Path) -> None:
    with pytest.raises(TypeError):
        load(project / "a.blueprint", loader=Loader(), overlay={})


def test_a_compiled_file_lists_what_it_was_made_of(project: Path) -> None:
    (project / "a.blueprint").write_text('blueprint a\nimport "b.blueprint"\nimport "c.blueprint"\n')
    (project / "b.blueprint").write_text(
        'import "c.blueprint"\nimport "no.blueprint"\nimport "a.blueprint"\n'
    )
    (project / "c.blueprint").write_text(ROLES)
    compiled = load(project / "a.blueprint")
    assert compiled.files == tuple(str(project.resolve() / f"{name}.blueprint") for name in "abc")
    missing = load(project / "missing.blueprint")
    assert missing.files == (str(project.resolve() / "missing.blueprint"),)


# ── removing, lending ────────────────────────────────────────────────────────


def test_a_file_is_removed_with_the_folders_that_are_empty_then(tmp_path: Path) -> None:
    for name in ("site/a/b/x.html", "site/a/y.html"):
        write(tmp_path / name, "", make_folders=True)
    remove(tmp_path / "site/a/b/x.html", tmp_path / "site")
    assert sorted(one.name for one in (tmp_path / "site" / "a").iterdir()) == ["y.html"]
    remove(tmp_path / "site/a/y.html", tmp_path / "site")
    remove(tmp_path / "site/no.html", tmp_path / "site")
    assert list(tmp_path.rglob("*")) == [tmp_path / "site"]


def test_a_file_stands_at_a_second_place_also_where_links_are_not_allowed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a").write_text("font")
    link_or_copy(tmp_path / "a", tmp_path / "b")

    def refuse(*_: object) -> None:
        raise OSError

    monkeypatch.setattr(Path, "symlink_to", refuse)
    link_or_copy(tmp_path / "a", tmp_path / "c")
    assert (tmp_path / "b").read_text() == (tmp_path / "c").read_text() == "font"
    assert not (tmp_path / "c").is_symlink()


# ── writing ──────────────────────────────────────────────────────────────────


def test_text_is_written_as_utf8_with_its_line_ends_untouched(tmp_path: Path) -> None:
    write(tmp_path / "a.svg", "酒店\nb\n")
    assert (tmp_path / "a.svg").read_bytes() == "酒店\nb\n".encode()
    assert os.listdir(tmp_path) == ["a.svg"]


@pytest.mark.skipif(os.name == "nt", reason="permissions are other things there")
def test_a_new_file_has_the_users_usual_permissions(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write(tmp_path / "a", b"x")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o640


@pytest.mark.skipif(os.name == "nt", reason="permissions are other things there")
def test_a_replaced_file_keeps_its_permissions(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("secret")
    (tmp_path / "a").chmod(0o600)
    write(tmp_path / "a", b"x")
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o600
    assert (tmp_path / "a").read_text() == "x"


def test_writing_through_a_link_keeps_the_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "a").write_text("old")
    (tmp_path / "a").symlink_to(Path("real", "a"))
    write(tmp_path / "a", "new")
    assert (tmp_path / "a").is_symlink()
    assert (tmp_path / "real" / "a").read_text() == "new"


def test_a_failed_write_leaves_the_old_file_and_nothing_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a").write_text("old")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OSError, match="No space"):
        write(tmp_path / "a", "new")
    assert os.listdir(tmp_path) == ["a"]
    assert (tmp_path / "a").read_text() == "old"


def test_an_interrupted_write_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write(tmp_path / "a", "new")
    assert os.listdir(tmp_path) == []


def test_a_device_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    before = os.stat(os.devnull)
    write(Path(os.devnull), "x")
    assert os.stat(os.devnull).st_ino == before.st_ino
    assert stat.S_ISCHR(os.stat(os.devnull).st_mode)


def test_a_folder_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    with pytest.raises(OSError):  # noqa: PT011
        write(tmp_path / "a", "x")
    assert os.listdir(tmp_path) == ["a"]
