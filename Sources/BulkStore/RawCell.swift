/// A cell of a row that a store lends: nothing, a 64-bit integer, or UTF-8 bytes that live as long as the row.
@frozen public struct RawCell {
    /// Nil for an empty cell or an integer.
    public let bytes: UnsafePointer<UInt8>?
    /// The integer, or the number of bytes.
    public let number: Int64
    public let isNull: Bool

    @inlinable init(bytes: UnsafePointer<UInt8>?, number: Int64, isNull: Bool) {
        self.bytes = bytes
        self.number = number
        self.isNull = isNull
    }

    @inlinable public static var null: RawCell { RawCell(bytes: nil, number: 0, isNull: true) }

    @inlinable public static func integer(_ value: Int64) -> RawCell {
        RawCell(bytes: nil, number: value, isNull: false)
    }

    @inlinable public static func text(_ bytes: UnsafePointer<UInt8>, count: Int) -> RawCell {
        RawCell(bytes: bytes, number: Int64(count), isNull: false)
    }

    /// The bytes of a text cell; empty for any other.
    @inlinable public var text: UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: bytes, count: bytes == nil ? 0 : Int(number))
    }
}
