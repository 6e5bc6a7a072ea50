import Testing

@testable import BulkTransfer

@Suite struct ResultErrorsTests {
    private func causes(_ text: String, labels: [String] = ["Company", "Last_Name", "Email"]) -> [String] {
        ResultErrors(labels: labels).causes(in: text).map { "\($0.code) \($0.column ?? "-")" }
    }

    @Test func groupsAndColumnsAreTakenApart() {
        #expect(
            causes("MANDATORY_NOT_FOUND-Company,Last_Name:DUPLICATE_DATA-Email") == [
                "MANDATORY_NOT_FOUND Company", "MANDATORY_NOT_FOUND Last_Name", "DUPLICATE_DATA Email",
            ])
    }

    @Test func columnsKeepTheMarksOfTheirNames() {
        #expect(
            causes("INVALID_DATA-Name, first,Ratio 1:2,E-mail:NOT_APPROVED-id", labels: ["Name, first", "Ratio 1:2", "E-mail", "Name"]) == [
                "INVALID_DATA Name, first", "INVALID_DATA Ratio 1:2", "INVALID_DATA E-mail", "NOT_APPROVED id",
            ])
    }

    @Test(arguments: [
        ("", []), ("LIMIT_EXCEEDED", ["LIMIT_EXCEEDED -"]), ("SOMETHING_NEW-Field", ["SOMETHING_NEW Field"]), (":,-", []),
        ("INVALID_DATA-Größe,", ["INVALID_DATA Größe"]), ("no code", []),
    ])
    func whatIsNotKnownIsReadAsFarAsItGoes(text: String, expected: [String]) {
        #expect(causes(text) == expected)
    }
}
