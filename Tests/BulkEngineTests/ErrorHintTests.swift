import BulkModel
import Testing

@testable import BulkEngine

@Suite struct ErrorHintTests {
    private let field = Field(id: ObjectID(1), apiName: "Last_Name", dataType: .text, length: 80)

    @Test(arguments: RowError.Reason.allCases)
    func everyReasonSaysWhatToDo(_ reason: RowError.Reason) {
        let hint = ErrorHint(field: field, mapping: FieldMapping(apiName: "Last_Name", index: 0))
        let text = hint.text(RowError(.invalidData, mapping: 0, reason))
        #expect(text.count > 30)
        #expect(text.hasSuffix("."))
    }

    @Test func aHintNamesTheFieldAndItsLimit() {
        let hint = ErrorHint(field: field, mapping: nil)
        #expect(hint.text(RowError(.invalidData, mapping: 0, .tooLong)) == "Last Name takes 80 characters at most: shorten the text.")
    }

    @Test func aHintNamesTheFormatOfTheMapping() {
        let mapping = FieldMapping(apiName: "Born", index: 0, format: "dd-MM-yyyy")
        let hint = ErrorHint(field: Field(id: ObjectID(1), apiName: "Born", dataType: .date), mapping: mapping)
        #expect(
            hint.text(RowError(.invalidData, mapping: 0, .notADate))
                == "Born takes a date written as dd-MM-yyyy, the format of the mapping.")
    }
}
