import Testing

/// What docs/compatibility.md calls "not yet" isn't done, so that a row can't outlive its truth.
@Suite struct NotYetTests {
    @Test func everyRowThatSaysNotYetHasAProbeAndNoOther() throws {
        let tables = MarkdownTable.tables(in: try Documents.text("docs/compatibility.md")).tables
        let rows = tables.flatMap(\.rows).filter { $0.count == 2 && $0[1].contains("not yet") }.map { $0[0] }
        #expect(Set(rows) == Set(NotYetProbe.all.map(\.row)))
        #expect(rows.count == Set(rows).count)
    }

    @Test(arguments: NotYetProbe.all)
    func whatIsNotYetDoneIsNotDone(probe: NotYetProbe) async throws {
        let isDone = try await probe.isDone(NotYetProbe.Program())
        #expect(!isDone, "the program does this: docs/compatibility.md must say so")
    }

    @Test func noOtherRowSaysYet() throws {
        // "Yet" anywhere else is a row that nobody asks about.
        for row in MarkdownTable.tables(in: try Documents.text("docs/compatibility.md")).tables.flatMap(\.rows) where row.count == 2 {
            #expect(row[1].contains("not yet") || !row[1].contains(" yet"), "\(row)")
        }
    }

    @Test func aProbeFindsOutWhatTheProgramDoes() async throws {
        let program = try await NotYetProbe.Program()
        #expect(try await program.knows("/crm/v8/org"))
        #expect(try await program.knows("/crm/v8/Leads/\(NotYetProbe.Program.lead)"))
        #expect(try await program.answers("select Last_Name from Leads where Last_Name is not null"))
        #expect(try await program.makes(#"{"field_label":"Plain","data_type":"text","length":9}"#))
        #expect(try await !program.knows("/crm/v8/nowhere/at/all"))
    }
}
