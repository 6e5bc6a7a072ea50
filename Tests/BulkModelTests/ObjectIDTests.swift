import BulkModel
import Testing

@Suite struct ObjectIDTests {
    @Test func anIDIsThePrefixFollowedByATwelveDigitSequence() {
        let id = ObjectID(prefix: 5_725_767, sequence: 2_175)
        #expect(id.description == "5725767000000002175")
        #expect(id.prefix == 5_725_767)
        #expect(id.sequence == 2_175)
    }

    @Test(arguments: ["", "abc", "-1", "+1", "1.0", " 1", "12345678901234567890", "9223372036854775808", "１２"])
    func whatIsNoNumberOfUpToNineteenDigitsIsNoID(text: String) {
        #expect(ObjectID(text) == nil)
    }

    @Test func theLargestIDFits64Bits() {
        #expect(ObjectID("9223372036854775807")?.rawValue == .max)
    }
}
