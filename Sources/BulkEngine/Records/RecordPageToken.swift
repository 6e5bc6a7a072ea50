import BulkModel
import BulkStore
import Crypto

/// Where a list of records goes on: behind a row, whose place in the order the token holds, so that the five-hundredth page is found as
/// quickly as the first. Nothing is stored for it. (platform specification, section 14.1)
struct RecordPageToken: Hashable {
    /// UTC seconds.
    var issued: Int64
    /// The page's rows are those before the place.
    var isBackward: Bool
    /// In the order that the list has.
    var value: Int64?
    var id: ObjectID
    /// The page it leads to, from 1.
    var page: Int
    /// Records of the list before that page.
    var passed: Int
    /// Stands for who asks and for what.
    var binding: [UInt8]

    private static let bindingLength = 8
    private static let size = 1 + 5 * 8 + bindingLength

    /// What a list is, other than by its pages.
    static func binding(of user: ObjectID, _ parameters: [String?]) -> [UInt8] {
        // Each with its length, so that no two lists of parameters look alike.
        let text = parameters.map { $0.map { "\($0.utf8.count):\($0)" } ?? "-" }.joined(separator: " ")
        return Array(SHA256.hash(data: Array("\(user) \(text)".utf8)).prefix(bindingLength))
    }

    var place: RowPlace { RowPlace(value: value.map { .integer($0) }, id: id) }

    var bytes: [UInt8] {
        let flags = UInt8((isBackward ? 1 : 0) | (value == nil ? 0 : 2))
        return [flags] + [issued, value ?? 0, id.rawValue, Int64(page), Int64(passed)].flatMap(\.bytes) + binding
    }

    /// - Parameter bytes: what ``bytes`` was.
    init?(bytes: [UInt8]) {
        guard bytes.count == Self.size else { return nil }
        let numbers = (0..<5).compactMap { Int64(bytes: bytes[1 + 8 * $0..<9 + 8 * $0]) }
        self.init(
            issued: numbers[0], isBackward: bytes[0] & 1 != 0, value: bytes[0] & 2 != 0 ? numbers[1] : nil, id: ObjectID(numbers[2]),
            page: Int(numbers[3]), passed: Int(numbers[4]), binding: Array(bytes.suffix(Self.bindingLength)))
    }

    init(issued: Int64, isBackward: Bool, value: Int64?, id: ObjectID, page: Int, passed: Int, binding: [UInt8]) {
        self.issued = issued
        self.isBackward = isBackward
        self.value = value
        self.id = id
        self.page = page
        self.passed = passed
        self.binding = binding
    }
}
