/// A record of an archive; its numbers have the least significant byte first. (APPNOTE 4.4.1.1)
///
/// Whoever asks for a number knows that the record is long enough.
struct ZIPRecord {
    static let localHeader: UInt32 = 0x0403_4B50
    static let directoryHeader: UInt32 = 0x0201_4B50
    static let directoryEnd: UInt32 = 0x0605_4B50
    static let directoryEnd64: UInt32 = 0x0606_4B50
    static let directoryEndLocator64: UInt32 = 0x0706_4B50

    let bytes: [UInt8]

    /// What the first four bytes say that it is.
    var signature: UInt32 { uint32(at: 0) }

    func uint16(at offset: Int) -> UInt16 { UInt16(truncatingIfNeeded: number(at: offset, bytes: 2)) }

    func uint32(at offset: Int) -> UInt32 { UInt32(truncatingIfNeeded: number(at: offset, bytes: 4)) }

    func uint64(at offset: Int) -> UInt64 { number(at: offset, bytes: 8) }

    private func number(at offset: Int, bytes count: Int) -> UInt64 {
        bytes[offset..<offset + count].reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }
}
