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
    var value: StoredValue?
    var id: ObjectID
    /// The page it leads to, from 1.
    var page: Int
    /// Records of the list before that page.
    var passed: Int
    /// Stands for who asks and for what.
    var binding: [UInt8]

    private static let bindingLength = 8
    /// Bytes in front of the value.
    private static let fixedSize = 1 + 4 * 8 + bindingLength

    /// What a list is, other than by its pages.
    static func binding(of user: ObjectID, _ parameters: [String?]) -> [UInt8] {
        // Each with its length, so that no two lists of parameters look alike.
        let text = parameters.map { $0.map { "\($0.utf8.count):\($0)" } ?? "-" }.joined(separator: " ")
        return Array(SHA256.hash(data: Array("\(user) \(text)".utf8)).prefix(bindingLength))
    }

    var place: RowPlace { RowPlace(value: value, id: id) }

    var bytes: [UInt8] {
        let kind: UInt8
        let valueBytes: [UInt8]
        switch value {
        case nil: (kind, valueBytes) = (0, [])
        case .integer(let integer): (kind, valueBytes) = (2, integer.bytes)
        case .text(let text): (kind, valueBytes) = (4, Array(text.utf8))
        }
        let numbers = [issued, id.rawValue, Int64(page), Int64(passed)].flatMap(\.bytes)
        return [kind | (isBackward ? 1 : 0)] + numbers + binding + valueBytes
    }

    /// - Parameter bytes: what ``bytes`` was.
    init?(bytes: [UInt8]) {
        guard bytes.count >= Self.fixedSize else { return nil }
        let numbers = (0..<4).compactMap { Int64(bytes: bytes[1 + 8 * $0..<9 + 8 * $0]) }
        let valueBytes = bytes[Self.fixedSize...]
        let value: StoredValue?
        switch bytes[0] & 6 {
        case 2: value = Int64(bytes: valueBytes).map { .integer($0) }
        case 4: value = .text(String(decoding: valueBytes, as: UTF8.self))
        default: value = nil
        }
        self.init(
            issued: numbers[0], isBackward: bytes[0] & 1 != 0, value: value, id: ObjectID(numbers[1]), page: Int(numbers[2]),
            passed: Int(numbers[3]), binding: Array(bytes[..<Self.fixedSize].suffix(Self.bindingLength)))
    }

    init(issued: Int64, isBackward: Bool, value: StoredValue?, id: ObjectID, page: Int, passed: Int, binding: [UInt8]) {
        self.issued = issued
        self.isBackward = isBackward
        self.value = value
        self.id = id
        self.page = page
        self.passed = passed
        self.binding = binding
    }
}
