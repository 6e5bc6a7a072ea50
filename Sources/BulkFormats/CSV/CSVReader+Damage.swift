#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

extension CSVReader {
    /// Looks for marks of what couldn't be decoded, tells the first of them, and puts U+FFFD in the place of all.
    @inline(never) func findDamage(in bytes: UnsafeMutablePointer<UInt8>, length: Int) {
        var place = 0
        while place < length, let found = memchr(bytes + place, Int32(DamageMark.first), length - place) {
            let mark = found.assumingMemoryBound(to: UInt8.self)
            place = mark - bytes
            if trouble == nil { trouble = undecodable(at: place, byte: DamageMark.byte(mark)) }
            DamageMark.replace(mark)
            place += DamageMark.length
        }
    }

    private func undecodable(at place: Int, byte: UInt8) -> CSVTrouble {
        let row = current.pointee
        let column = (0..<row.count).last { Int(row.cells[$0].origin) <= place } ?? 0
        return .undecodable(line: row.line + Int(row.cells[column].lines), column: column, byte: byte)
    }
}
