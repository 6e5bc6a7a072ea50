import Testing

@testable import BulkFormats

@Suite struct PhoneNumberTests {
    @Test(arguments: ["9800000099", "91(987)654321", "+49 (0)30/12345-67", "555-1234 ext. 5", "1;ext 5", "5#,1", "a"])
    func digitsLettersAndTheSignsOfPhonesAreAllowed(text: String) {
        #expect(text.read { PhoneNumber.isValid($0) })
    }

    @Test(arguments: ["", "+", "()", " - ", "12_3", "1=2", "12*3", "é1", "１２３", "1\n2", "1\t2", "a@b"])
    func otherTextsAreNoPhones(text: String) {
        #expect(!text.read { PhoneNumber.isValid($0) })
    }
}
