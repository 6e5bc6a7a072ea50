/// Writes cells as CSV bytes into a block of memory: RFC 4180 with `,` and a line feed, quotes only where they are needed.
///
/// A value is quoted exactly if it contains a comma, a quote, a carriage return or a line feed; quotes inside are doubled.
/// Separators are the caller's: ``separate()`` between cells, ``endRow()`` after the last.
/// (RFC 4180; bulk read specification, section 8.3)
public struct CSVWriter {
    /// What is written so far; the caller may take it and put an empty one in its place.
    public var block: MemoryBlock

    public init(into block: MemoryBlock) {
        self.block = block
    }

    @inlinable public mutating func separate() {
        append(UInt8(ascii: ","))
    }

    @inlinable public mutating func endRow() {
        append(UInt8(ascii: "\n"))
    }

    @inlinable mutating func append(_ byte: UInt8) {
        block.end(withRoomFor: 1).pointee = byte
        block.count += 1
    }

    public mutating func write(_ text: String) {
        var text = text
        text.withUTF8 { write($0) }
    }

    /// Text that is no single cell, as it is.
    public mutating func write(raw text: String) {
        var text = text
        text.withUTF8 { bytes in
            guard let source = bytes.baseAddress else { return }
            block.end(withRoomFor: bytes.count).update(from: source, count: bytes.count)
            block.count += bytes.count
        }
    }

    /// A cell of UTF-8 text.
    @inlinable public mutating func write(_ text: UnsafeBufferPointer<UInt8>) {
        guard let source = text.baseAddress else { return }
        let count = text.count
        let target = block.end(withRoomFor: count)
        if CSVScanner.copy(source, count: count, to: target) {
            writeQuoted(text)
        } else {
            block.count += count
        }
    }

    @inline(never) @usableFromInline mutating func writeQuoted(_ text: UnsafeBufferPointer<UInt8>) {
        let start = block.end(withRoomFor: 2 * text.count + 2)
        var end = start
        end.pointee = UInt8(ascii: "\"")
        end += 1
        for byte in text {
            if byte == UInt8(ascii: "\"") {
                end.pointee = byte
                end += 1
            }
            end.pointee = byte
            end += 1
        }
        end.pointee = UInt8(ascii: "\"")
        block.count += end + 1 - start
    }

    @inlinable public mutating func write(_ value: Int64) {
        let target = block.end(withRoomFor: DecimalText.maximumLength)
        block.count += DecimalText.write(value, to: target)
    }

    /// A number of `value` times ten to the minus `scale`, without padding zeros: `1000`, `2500.5`, `-0.05`.
    @inlinable public mutating func write(_ value: Int64, scale: Int) {
        let target = block.end(withRoomFor: DecimalText.maximumLength + scale + 2)
        block.count += DecimalText.write(value, scale: scale, to: target)
    }

    @inlinable public mutating func write(_ value: Bool) {
        let target = block.end(withRoomFor: 5)
        let word: StaticString = value ? "true" : "false"
        target.update(from: word.utf8Start, count: word.utf8CodeUnitCount)
        block.count += word.utf8CodeUnitCount
    }

    /// - Parameter days: days since 1970-01-01.
    @inlinable public mutating func write(date days: Int64) {
        block.count += ISO8601.write(date: Int(days), to: block.end(withRoomFor: 10))
    }

    /// - Parameters:
    ///   - seconds: UTC seconds since 1970.
    ///   - offset: seconds east of Greenwich.
    @inlinable public mutating func write(dateTime seconds: Int64, offset: Int) {
        block.count += ISO8601.write(dateTime: seconds, offset: offset, to: block.end(withRoomFor: ISO8601.dateTimeLength))
    }
}
