/// Called by libFuzzer with each input: a body whose boundary is `ab`.
@_cdecl("LLVMFuzzerTestOneInput") public func testMultipart(_ data: UnsafePointer<UInt8>, _ size: Int) -> CInt {
    let body = Array(UnsafeBufferPointer(start: data, count: size))
    let whole = MultipartReading(of: [body[...]])
    expect(MultipartReading(of: pieces(of: body, largest: 1)) == whole, "byte by byte it is something else")
    expect(MultipartReading(of: pieces(of: body, largest: 13)) == whole, "in pieces it is something else")
    checkContent(body)
    return 0
}

/// What isn't a delimiter comes out of a part as it went in.
private func checkContent(_ content: [UInt8]) {
    let delimiter = Array("\r\n--ab".utf8)
    // A letter before it, as the start of a part's content is the start of a line.
    let content = [UInt8(ascii: "a")] + content
    // The delimiter that follows begins with the line break; an earlier one would have it inside.
    guard (content + delimiter.dropLast()).firstRange(of: delimiter) == nil else { return }
    let body = Array("--ab\r\n\r\n".utf8) + content + Array("\r\n--ab--".utf8)
    let reading = MultipartReading(of: pieces(of: body, largest: 7))
    expect(reading.steps == [.begin(name: nil, filename: nil), .body(content), .endPart, .end] && reading.error == nil)
}

/// Sizes of pieces come from the bytes themselves.
private func pieces(of bytes: [UInt8], largest: Int) -> [ArraySlice<UInt8>] {
    var pieces: [ArraySlice<UInt8>] = []
    var rest = bytes[...]
    while let first = rest.first {
        let count = 1 + Int(first) % largest
        pieces.append(rest.prefix(count))
        rest = rest.dropFirst(count)
    }
    return pieces
}

/// All that a reader says of a body; content in one piece for each part.
private struct MultipartReading: Equatable {
    enum Step: Equatable {
        case begin(name: String?, filename: String?)
        case body([UInt8])
        case endPart
        case end
    }

    var steps: [Step] = []
    var error: MultipartError?

    init(of pieces: [ArraySlice<UInt8>]) {
        var reader = MultipartReader(boundary: "ab", maximumHeaderBytes: 200)
        do {
            for piece in pieces {
                // Memory of its own, so that reading beyond the piece is noticed.
                let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: piece.count, alignment: 1)
                defer { copy.deallocate() }
                copy.copyBytes(from: piece)
                try reader.consume(UnsafeRawBufferPointer(copy)) { add($0) }
            }
            try reader.finish()
        } catch {
            self.error = error as? MultipartError
        }
        checkOrder()
    }

    private mutating func add(_ event: MultipartReader.Event) {
        switch event {
        case .beginPart(let part): steps.append(.begin(name: part.name, filename: part.filename))
        case .body(let bytes):
            expect(!bytes.isEmpty)
            guard case .body(let content) = steps.last else { return steps.append(.body(Array(bytes))) }
            steps[steps.count - 1] = .body(content + bytes)
        case .endPart: steps.append(.endPart)
        case .end: steps.append(.end)
        }
    }

    private func checkOrder() {
        var isInPart = false
        for (index, step) in steps.enumerated() {
            switch step {
            case .begin:
                expect(!isInPart)
                isInPart = true
            case .body: expect(isInPart)
            case .endPart:
                expect(isInPart)
                isInPart = false
            case .end: expect(!isInPart && index == steps.count - 1)
            }
        }
        expect((steps.last == .end) == (error == nil), "it is complete exactly if there is no error")
    }
}
