"""The command line says when a list may go on."""


def test_a_list_that_ends_at_its_limit_says_so(program):
    for n in range(3):
        program.run("open_application", service="surat_pengantar", applicant={"name": f"Warga {n}"})
    cut = program("ask", "applications", '{"limit": 2}', by="siti")
    assert "Only 2 rows are shown" in cut.err
    assert len(cut.json) == 2
    assert "rows" not in program("ask", "applications", "{}", by="siti").err
    assert "Only 2 rows are shown" in program("audit", "--limit", "2", by="siti").err
