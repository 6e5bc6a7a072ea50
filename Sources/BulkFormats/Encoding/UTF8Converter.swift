/// Copies what is valid and replaces the rest. A byte-order mark at the start is dropped.
final class UTF8Converter: TextConverter {
    private var isAtStart = true

    func convert(_ input: UnsafeBufferPointer<UInt8>, isLast: Bool, to output: inout TextOutput) -> Int {
        guard let base = input.baseAddress else { return 0 }
        var offset = 0
        // A part of the mark is an incomplete character, so that it is seen again with what follows.
        if isAtStart, input.starts(with: [0xEF, 0xBB, 0xBF]) { offset = 3 }
        while offset < input.count {
            let length = UTF8Sequence.validPrefix(of: base + offset, count: input.count - offset)
            output.append(base + offset, count: length)
            offset += length
            guard offset < input.count else { break }
            switch UTF8Sequence(at: base + offset, count: input.count - offset) {
            case .valid: break
            case .invalid(let count):
                output.appendReplacement(for: base[offset])
                offset += count
                continue
            case .incomplete where isLast:
                output.appendReplacement(for: base[offset])
                offset = input.count
            case .incomplete: break
            }
            break
        }
        if offset > 0 { isAtStart = false }
        return offset
    }
}
