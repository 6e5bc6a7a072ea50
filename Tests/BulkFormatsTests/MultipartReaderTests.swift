import BulkTesting
import Foundation
import Testing

@testable import BulkFormats

@Suite struct MultipartReaderTests {
    @Test func anUploadOfThePHPLibraryIsRead() throws {
        let archive = ZIPArchiveTests.madeByPython
        let body =
            bytes("\r\n--1795224481\r\nContent-Disposition:form-data;name=\"file\";filename=\"a.zip\"\r\n\r\n") + archive
            + bytes("\r\n--1795224481--\r\n\r\n")
        let boundary = try #require(MultipartReader.boundary(ofContentType: "multipart/form-data;boundary=1795224481"))
        let parts = try everySplit(of: body, boundary: boundary)
        #expect(parts.count == 1)
        #expect(parts.first?.name == "file")
        #expect(parts.first?.filename == "a.zip")
        #expect(parts.first?.contentType == nil)
        #expect(parts.first?.content == archive)
    }

    @Test func anUploadOfPythonIsRead() throws {
        let body = bytes("--0af3\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.zip\"\r\n\r\nPK\r\n--0af3--\r\n")
        #expect(try everySplit(of: body, boundary: "0af3") == [.init(name: "file", filename: "a.zip", content: bytes("PK"))])
    }

    @Test func severalPartsKeepTheirOrderAndHeaders() throws {
        let body = bytes(
            """
            This is a preamble,\r\nwith --b in a line.\r\n--b\r\nContent-Disposition: form-data; name="feature"\r\n\r\nbulk-write\r\n\
            --b \t\r\nCONTENT-TYPE:application/zip\r\ncontent-disposition: form-data;\r\n\tname=file; FileName=a.zip\r\nX: y: z \r\n\
            no header\r\n\r\n\r\n\r\n--b--\r\nAn epilogue.\r\n--b\r\n\r\n\r\n--b--
            """)
        let parts = try everySplit(of: body, boundary: "b")
        #expect(
            parts == [
                .init(name: "feature", content: bytes("bulk-write")),
                .init(name: "file", filename: "a.zip", contentType: "application/zip", content: bytes("\r\n")),
            ])
        var part: MultipartPart?
        var reader = MultipartReader(boundary: "b")
        try body.withUnsafeBytes { try reader.consume($0) { if case .beginPart(let begun) = $0 { part = begun } } }
        #expect(part?.headers.map(\.name) == ["CONTENT-TYPE", "content-disposition", "X"])
        #expect(part?.headers.last?.value == "y: z")
    }

    @Test(arguments: [
        "--b", "x--b--", "\n--b\n", "\r--b\r\n", "\r\n--bb\r\n", "\r\n--b-\r\n", "\r\n--b-x", "\r\n--b x\r\n", "\r\n--b\rx", "\r\n-b",
        "\r\n--", "\r", "\r\n", "\r\r\n--B--", "\r\n--b\r\r\n-", "\r\n\r\n--c", "\r\n--b \r", "--b--x--b", "--bx\r\n",
        "\r\n--b" + String(repeating: " ", count: 65) + "\r\n",
    ])
    func whatOnlyResemblesABoundaryIsContent(content: String) throws {
        // After something, as the start of a part's content is the start of a line.
        let content = "a" + content
        let body = bytes("--b\r\n\r\n\(content)\r\n--b\r\n\r\n\(content)\(content)\r\n--b--")
        #expect(try everySplit(of: body, boundary: "b").map(\.content) == [bytes(content), bytes(content + content)])
    }

    @Test func aPartMayBeEmpty() throws {
        #expect(try everySplit(of: bytes("--b\r\n\r\n\r\n--b--"), boundary: "b").map(\.content) == [[]])
        #expect(try everySplit(of: bytes("--b\r\nA: b\r\n\r\n--b\r\n\r\n--b--"), boundary: "b").map(\.content) == [[], []])
        #expect(try everySplit(of: bytes("--b\r\n\r\n--bb\r\n--b--"), boundary: "b").map(\.content) == [bytes("--bb")])
        #expect(try everySplit(of: bytes("--b--"), boundary: "b").isEmpty)
    }

    @Test func headersMayEndInBareLineFeeds() throws {
        let body = bytes("--b\nContent-Disposition: form-data; name=\"a\"\nContent-Type: text/plain\n\nx\ny\r\n--b--")
        #expect(try everySplit(of: body, boundary: "b") == [.init(name: "a", contentType: "text/plain", content: bytes("x\ny"))])
    }

    @Test func binaryContentComesOutExactlyInPiecesOfAnySize() throws {
        var numbers = TestNumbers()
        // Mostly the bytes that delimiters are made of.
        let alphabet = bytes("\r\n--bound") + [0, 255]
        for round in 0..<20 {
            let content = (0..<2_000).map { _ in alphabet.randomElement(using: &numbers)! }
            let body = bytes("--bound\r\n\r\n") + [1] + content + bytes("\r\n--bound--\r\n")
            for size in [1, 2, 3, 5, 8, 13, 1_000, body.count] {
                let pieces = stride(from: 0, to: body.count, by: size).map { body[$0..<min($0 + size, body.count)] }
                let parts = try read(pieces, boundary: "bound")
                #expect(parts.map(\.content) == [[1] + content], "round \(round), pieces of \(size)")
            }
        }
    }

    @Test(arguments: [
        ("form-data; name=\"file\"; filename=\"a;b.zip\"", "a;b.zip"), ("form-data; name=file; filename=a.zip", "a.zip"),
        ("form-data;filename=\"a \\\"b\\\" \\\\c.zip\";name=\"file\"", "a \"b\" \\c.zip"),
        ("form-data; name=\"file\"; filename=\"C:\\x\\a.zip\"", "C:\\x\\a.zip"),
        ("form-data; name=\"file\"; filename=\"?.zip\"; filename*=UTF-8''M%C3%BCller%20%E2%82%AC.zip", "Müller €.zip"),
        ("form-data; name=\"file\"; filename*=utf-8'de'M%c3%bcller.zip", "Müller.zip"),
        ("form-data; name=\"file\"; filename*=iso-8859-1''M%FCller.zip", "Müller.zip"),
        ("form-data; name=\"file\"; filename=\"a.zip\"; filename*=UTF-8''%ZZ", "a.zip"),
        ("form-data; name=\"file\"; filename=\"a.zip\"; filename*=Shift_JIS''%93%FA", "a.zip"),
        ("form-data; name=\"file\"; filename=\"Müller.zip\"", "Müller.zip"), ("form-data ; name = \"file\" ; filename = \"\"", ""),
        ("form-data; name=\"file\"; filename=\"open", "open"), ("attachment; name=file; ; =; filename=a; filename=b", "a"),
        ("form-data; name=\"file\"", nil),
    ])
    func fileNamesAreReadAsClientsWriteThem(disposition: String, filename: String?) {
        let part = MultipartPart(lines: [bytes("Content-Disposition: \(disposition)")])
        #expect(part.name == "file")
        #expect(part.filename == filename)
    }

    @Test func aHeaderThatIsNotUTF8IsReadAsLatin1() {
        let line = bytes("Content-Disposition: form-data; filename=M") + [0xFC] + bytes(".zip")
        #expect(MultipartPart(lines: [line]).filename == "Mü.zip")
    }

    @Test(arguments: [
        ("multipart/form-data;boundary=1795224481", "1795224481"), ("multipart/form-data; boundary=abc", "abc"),
        ("Multipart/Form-Data; Charset=utf-8; Boundary=\"a b;c\"", "a b;c"),
        ("multipart/form-data; boundary=----WebKitXyz; charset=x", "----WebKitXyz"),
        ("multipart/mixed; boundary=a=b", "a=b"), ("multipart/form-data", nil), ("multipart/form-data; boundary=", nil),
        ("multipart/form-data; boundary=\"\"", nil), ("application/zip; boundary=x", nil), ("", nil),
    ])
    func theBoundaryIsFoundInAContentType(type: String, boundary: String?) {
        #expect(MultipartReader.boundary(ofContentType: type) == boundary)
    }

    @Test(arguments: [
        ("", MultipartError.noBoundaryLine), ("PK", .noBoundaryLine), ("--", .noBoundaryLine), ("x--b\r\n", .noBoundaryLine),
        ("--b", .noBoundaryLine), ("--b\r\n", .unexpectedEnd), ("--b\r\nA: b", .unexpectedEnd), ("--b\r\n\r\n", .unexpectedEnd),
        ("--b\r\n\r\nabc", .unexpectedEnd), ("--b\r\n\r\nabc\r\n--b", .unexpectedEnd), ("--b\r\n\r\nabc\r\n--b-", .unexpectedEnd),
        ("--b\r\n\r\nabc\r\n--b\r\n", .unexpectedEnd), ("--b\r\n\r\nabc--b--", .unexpectedEnd),
    ])
    func aBodyWithoutItsEndIsRefused(body: String, error: MultipartError) {
        #expect(throws: error) { try read([bytes(body)[...]], boundary: "b") }
        #expect(throws: error) { try read(bytes(body).map { [$0] }, boundary: "b") }
    }

    @Test func headersAreLimited() throws {
        let header = "A: " + String(repeating: "b", count: 91) + "\r\n"
        let body = bytes("--b\r\n\(header)\r\n--b\r\n\(header)\r\n\r\n--b--")
        for pieces in [[body], body.map { [$0] }] {
            #expect(try read(pieces.map { $0[...] }, boundary: "b", maximumHeaderBytes: 98).count == 2)
            #expect(throws: MultipartError.headerTooLarge(limit: 97)) {
                try read(pieces.map { $0[...] }, boundary: "b", maximumHeaderBytes: 97)
            }
        }
        let endless = bytes("--b\r\n") + [UInt8](repeating: 0x61, count: 20_000)
        #expect(throws: MultipartError.headerTooLarge(limit: 16_384)) { try read([endless[...]], boundary: "b") }
    }

    @Test func whatTheHandlerThrowsReachesTheCaller() {
        struct Full: Error {}
        var reader = MultipartReader(boundary: "b")
        let body = bytes("--b\r\n\r\nabc\r\n--b--")
        #expect(throws: Full.self) {
            try body.withUnsafeBytes { try reader.consume($0) { if case .body = $0 { throw Full() } } }
        }
    }

    @Test func errorsReadAsSentences() {
        #expect("\(MultipartError.noBoundaryLine)" == "the multipart body does not contain its boundary")
    }

    private struct Part: Equatable {
        var name: String?
        var filename: String?
        var contentType: String?
        var content: [UInt8] = []
    }

    private func bytes(_ text: String) -> [UInt8] {
        Array(text.utf8)
    }

    /// Reads the body whole, byte by byte and split once at every place, which must all come to the same.
    private func everySplit(of body: [UInt8], boundary: String) throws -> [Part] {
        let parts = try read([body[...]], boundary: boundary)
        #expect(try read(body.map { [$0] }, boundary: boundary) == parts)
        for split in body.indices {
            #expect(try read([body[..<split], body[split...]], boundary: boundary) == parts, "split at \(split)")
        }
        return parts
    }

    private func read(_ pieces: [ArraySlice<UInt8>], boundary: String, maximumHeaderBytes: Int = 16_384) throws -> [Part] {
        var reader = MultipartReader(boundary: boundary, maximumHeaderBytes: maximumHeaderBytes)
        var parts: [Part] = []
        var isInPart = false
        var isAtEnd = false
        var isInOrder = true
        for piece in pieces {
            try piece.withUnsafeBytes { bytes in
                try reader.consume(bytes) { event in
                    isInOrder = isInOrder && !isAtEnd
                    switch event {
                    case .beginPart(let part):
                        isInOrder = isInOrder && !isInPart
                        isInPart = true
                        parts.append(Part(name: part.name, filename: part.filename, contentType: part.contentType))
                    case .body(let bytes):
                        isInOrder = isInOrder && isInPart && !bytes.isEmpty
                        parts[parts.count - 1].content += bytes
                    case .endPart:
                        isInOrder = isInOrder && isInPart
                        isInPart = false
                    case .end:
                        isInOrder = isInOrder && !isInPart
                        isAtEnd = true
                    }
                }
            }
        }
        try reader.finish()
        #expect(isInOrder)
        return parts
    }
}
