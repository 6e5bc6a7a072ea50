/// Decodes UTF-16 of either byte order; surrogates without their other half are replaced. A byte-order mark at the start is
/// dropped. (RFC 2781)
final class UTF16Converter: TextConverter {
    private var order: CharacterEncoding.ByteOrder?
    private var isAtStart = true

    init(order: CharacterEncoding.ByteOrder?) {
        self.order = order
    }

    func convert(_ input: UnsafeBufferPointer<UInt8>, isLast: Bool, to output: inout TextOutput) -> Int {
        var offset = 0
        if isAtStart, input.count >= 2 {
            offset = skipMark(input)
            isAtStart = false
        }
        if order == .bigEndian {
            offset += convert(input, from: offset, high: 0, low: 1, to: &output)
        } else {
            offset += convert(input, from: offset, high: 1, low: 0, to: &output)
        }
        if isLast, offset < input.count {
            output.appendReplacement(for: input[offset])
            return input.count
        }
        return offset
    }

    /// - Returns: the bytes of the byte-order mark, if there is one.
    private func skipMark(_ input: UnsafeBufferPointer<UInt8>) -> Int {
        switch (order, input[0], input[1]) {
        case (.littleEndian, 0xFF, 0xFE), (.bigEndian, 0xFE, 0xFF): return 2
        case (.some, _, _): return 0
        case (nil, 0xFE, 0xFF):
            order = .bigEndian
            return 2
        case (nil, 0xFF, 0xFE):
            order = .littleEndian
            return 2
        case (nil, let first, _):
            order = first == 0 ? .bigEndian : .littleEndian
            return 0
        }
    }

    /// - Parameters:
    ///   - high: where in a unit the upper byte stands.
    ///   - low: where the lower one stands.
    /// - Returns: the bytes of whole characters.
    @inline(__always)
    private func convert(
        _ input: UnsafeBufferPointer<UInt8>, from start: Int, high: Int, low: Int, to output: inout TextOutput
    ) -> Int {
        var offset = start
        while offset + 2 <= input.count {
            let unit = UInt32(input[offset + high]) << 8 | UInt32(input[offset + low])
            offset += 2
            switch unit {
            case 0xD800...0xDBFF:
                guard offset + 2 <= input.count else { return offset - 2 - start }
                let next = UInt32(input[offset + high]) << 8 | UInt32(input[offset + low])
                if next & 0xFC00 == 0xDC00 {
                    output.append(0x10000 + (unit & 0x3FF) << 10 + next & 0x3FF)
                    offset += 2
                } else {
                    output.appendReplacement(for: UInt8(truncatingIfNeeded: unit >> 8))
                }
            case 0xDC00...0xDFFF: output.appendReplacement(for: UInt8(truncatingIfNeeded: unit >> 8))
            default: output.append(unit)
            }
        }
        return offset - start
    }
}
