/// Integers and exact decimals as digits.
public enum DecimalText {
    /// Bytes of the longest 64-bit integer, sign included.
    @usableFromInline static let maximumLength = 20

    /// - Parameter target: has room for ``maximumLength`` bytes.
    /// - Returns: the bytes written.
    @inlinable static func write(_ value: Int64, to target: UnsafeMutablePointer<UInt8>) -> Int {
        var rest = value.magnitude
        var length = digits(of: rest)
        var start = target
        if value < 0 {
            start.pointee = UInt8(ascii: "-")
            start += 1
        }
        let count = length + (value < 0 ? 1 : 0)
        repeat {
            length -= 1
            start[length] = UInt8(truncatingIfNeeded: 48 + rest % 10)
            rest /= 10
        } while length > 0
        return count
    }

    /// - Parameter target: has room for ``maximumLength`` bytes, `scale` zeros and a point.
    @inlinable static func write(_ value: Int64, scale: Int, to target: UnsafeMutablePointer<UInt8>) -> Int {
        var fraction = value.magnitude
        var places = scale
        while places > 0, fraction % 10 == 0 {
            fraction /= 10
            places -= 1
        }
        var power: UInt64 = 1
        for _ in 0..<places { power *= 10 }
        let whole = fraction / power
        var end = target
        if value < 0 {
            end.pointee = UInt8(ascii: "-")
            end += 1
        }
        end += write(Int64(bitPattern: whole), to: end)
        guard places > 0 else { return end - target }
        end.pointee = UInt8(ascii: ".")
        end += 1
        var rest = fraction % power
        for index in stride(from: places - 1, through: 0, by: -1) {
            end[index] = UInt8(truncatingIfNeeded: 48 + rest % 10)
            rest /= 10
        }
        return end + places - target
    }

    /// The digits of a scaled integer, without zeros at the end of the fraction: `12.5` for 1250 with a scale of 2.
    public static func text(_ value: Int64, scale: Int) -> String {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: maximumLength + scale + 1) { buffer in
            let count = write(value, scale: scale, to: buffer.baseAddress!)
            return String(decoding: buffer[..<count], as: UTF8.self)
        }
    }

    @inlinable static func digits(of value: UInt64) -> Int {
        var count = 1
        var rest = value
        while rest >= 10 {
            rest /= 10
            count += 1
        }
        return count
    }
}
