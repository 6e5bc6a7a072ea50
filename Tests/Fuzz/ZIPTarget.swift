import Foundation

/// Called by libFuzzer with each input. One that starts with `P` is an archive; of others the first byte says what is made of
/// the rest: a deflate stream that an archive is put around, or content that is packed and has to come back.
@_cdecl("LLVMFuzzerTestOneInput") public func testZIP(_ data: UnsafePointer<UInt8>, _ size: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: data, count: size))
    guard let first = bytes.first else { return 0 }
    if first == UInt8(ascii: "P") {
        check(archive: bytes)
    } else if first % 2 == 0 {
        check(archive: archive(around: Array(bytes.dropFirst()), size: UInt64(first) * 100))
    } else {
        let content = Array(bytes.dropFirst())
        let contents = check(archive: packed(content, pieces: Int(first)))
        expect(contents == [content])
    }
    return 0
}

private let largestContent: UInt64 = 1 << 20
private let mostEntries = 20

/// Reads all entries twice, with different buffers.
/// - Returns: the contents of those that could be read.
@discardableResult private func check(archive bytes: [UInt8]) -> [[UInt8]] {
    InputFile.shared.replace(with: bytes)
    let path = InputFile.shared.path
    let isArchive = (try? ZIPArchive.check(path: path)) != nil
    guard let archive = try? ZIPArchive(path: path, maximumEntries: mostEntries) else { return [] }
    expect(isArchive, "what can be opened is an archive")
    expect(archive.entries.count <= mostEntries)
    expect(archive.entries.reduce(0) { $0 + $1.compressedSize } <= UInt64(bytes.count), "no byte belongs to two entries")
    var contents: [[UInt8]] = []
    for entry in archive.entries {
        _ = (entry.isHidden, entry.path)
        guard let first = read(entry, of: archive, pieces: 100_000) else { continue }
        // The number is of no meaning; it makes pieces end at many places.
        guard let second = read(entry, of: archive, pieces: 1 + bytes.count % 97) else { fatalError("it opened before") }
        let common = min(first.bytes.count, second.bytes.count)
        expect(first.isWhole == second.isWhole && first.bytes.prefix(common) == second.bytes.prefix(common))
        guard first.isWhole else { continue }
        expect(first.bytes == second.bytes && first.bytes.count == entry.size)
        contents.append(first.bytes)
    }
    return contents
}

private func read(_ entry: ZIPArchiveEntry, of archive: ZIPArchive, pieces: Int) -> (bytes: [UInt8], isWhole: Bool)? {
    guard let reader = try? archive.open(entry, sizeLimit: largestContent) else { return nil }
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: pieces, alignment: 1)
    defer { buffer.deallocate() }
    var bytes: [UInt8] = []
    while true {
        guard let count = try? reader.read(into: buffer) else {
            expect((try? reader.read(into: buffer)) == nil, "an error stays")
            return (bytes, false)
        }
        bytes += buffer[..<count]
        expect(bytes.count <= min(entry.size, largestContent))
        if count == 0 { return (bytes, true) }
    }
}

private func packed(_ content: [UInt8], pieces: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    let writer = ZIPWriter { bytes += $0 }
    do {
        try writer.beginEntry("a", modified: 0)
        for start in stride(from: 0, to: content.count, by: pieces) {
            try content[start..<min(start + pieces, content.count)].withUnsafeBytes { try writer.write($0) }
        }
        try writer.endEntry()
        try writer.finish()
    } catch {
        fatalError("\(error)")
    }
    return bytes
}

private func archive(around stream: [UInt8], size: UInt64) -> [UInt8] {
    var entry = ZIPEntry(name: "a", modified: 0, offset: 0)
    entry.compressedSize = UInt64(stream.count)
    entry.size = size
    let content = entry.localHeader + stream + entry.descriptor
    let directory = entry.directoryHeader
    return content + directory + ZIPEntry.directoryEnd(entries: 1, start: UInt64(content.count), size: UInt64(directory.count))
}

/// The one file that all inputs are written to. It has no name, so that nothing is left of it.
private final class InputFile: Sendable {
    static let shared = InputFile()

    private let descriptor: Int32

    private init() {
        var template = Array("/tmp/fuzz-archive-XXXXXX".utf8CString)
        descriptor = mkstemp(&template)
        expect(descriptor >= 0 && unlink(template) == 0)
    }

    var path: String { "/proc/self/fd/\(descriptor)" }

    func replace(with bytes: [UInt8]) {
        expect(ftruncate(descriptor, 0) == 0 && pwrite(descriptor, bytes, bytes.count, 0) == bytes.count)
    }
}
