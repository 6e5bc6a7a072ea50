/// What a `Range` header asks for of a file. (RFC 9110, section 14.2)
enum ByteRange: Hashable {
    /// All of it: without a header, and with one that can't be read or names several ranges, as servers may.
    case whole
    case part(ClosedRange<Int>)
    /// Nothing of the range is there.
    case unsatisfiable

    /// - Parameter size: of the file, in bytes.
    init(_ header: String?, size: Int) {
        guard let header, let equals = header.firstIndex(of: "="), header[..<equals].lowercased() == "bytes",
            let range = Self.bounds(header[header.index(after: equals)...])
        else {
            self = .whole
            return
        }
        switch range {
        case (let first?, let last):
            if let last, last < first {
                self = .whole
            } else if first >= size {
                self = .unsatisfiable
            } else {
                self = .part(first...min(last ?? size - 1, size - 1))
            }
        case (nil, let count?):
            self = count > 0 && size > 0 ? .part(max(size - count, 0)...(size - 1)) : .unsatisfiable
        case (nil, nil): self = .whole
        }
    }

    /// The two numbers around the hyphen, either of which may be missing; nil for anything else.
    private static func bounds(_ text: Substring) -> (first: Int?, last: Int?)? {
        let parts = text.filter { $0 != " " && $0 != "\t" }.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }) else { return nil }
        // More digits than fit are behind the end of any file.
        let numbers = parts.map { $0.isEmpty ? nil : Int($0) ?? .max }
        return (numbers[0], numbers[1])
    }
}
