import BulkModel
import Foundation
import Logging
import Testing

@testable import longshore

@Suite struct LogLineTests {
    private static let time = Date(timeIntervalSince1970: 1_772_359_200.0425)

    private func line(_ message: String, _ metadata: Logger.Metadata = [:]) -> LogLine {
        LogLine(time: Self.time, level: .info, message: message, metadata: metadata)
    }

    @Test func aLineForPeopleIsTimeLevelMessageAndMetadataByName() {
        let text = line("job ended", ["state": "IN PROGRESS", "job": "17", "none": ""]).text(.text)
        #expect(text == #"2026-03-01T10:00:00.042Z info job ended job=17 none="" state="IN PROGRESS""#)
    }

    @Test func aLineForProgramsIsOneObject() throws {
        let text = line("job ended", ["job": "17", "tries": ["1", "2"], "at": ["row": "3"]]).text(.json)
        #expect(
            text
                == #"{"time":"2026-03-01T10:00:00.042Z","level":"info","message":"job ended","at":{"row":"3"},"job":"17","tries":["1","2"]}"#
        )
    }

    @Test(arguments: LogFormat.allCases)
    func whateverIsToldItIsOneLine(format: LogFormat) {
        let hostile = "a\nb\r\nc\u{2028}d\u{85}e\u{1B}[31mf\u{0}\u{B}\u{C}"
        let text = line(hostile, ["key\n2": "\(hostile)", "list": [.string(hostile)]]).text(format)
        let harmful = text.unicodeScalars.filter { $0.value < 0x20 || $0.properties.generalCategory == .lineSeparator || $0 == "\u{85}" }
        #expect(harmful.isEmpty, "\(text)")
    }

    @Test func quotesAndBackslashesCanBeToldFromTheLineItself() throws {
        let hostile = #"say "x" level=error \"#
        #expect(line("m", ["a": "\(hostile)"]).text(.text).hasSuffix(#" m a="say \"x\" level=error \\""#))
        let json = try JSONValue(parsing: Array(line("m", ["a": "\(hostile)"]).text(.json).utf8))
        #expect(json["a"] == .string(hostile))
    }

    @Test func whatIsToldDoesNotTakeThePlaceOfTimeLevelAndMessage() throws {
        let json = try JSONValue(parsing: Array(line("m", ["level": "low", "time": "noon", "message": "other"]).text(.json).utf8))
        #expect(json["level"] == "info")
        #expect(json["message"] == "m")
        #expect(json["level_"] == "low")
        #expect(json["time_"] == "noon")
    }

    @Test func aRequestHasOneName() {
        #expect(line("m", ["hb.request.id": "1"]).text(.text).hasSuffix(" m request=1"))
        #expect(line("m", ["hb.request.id": "1", "request": "own"]).text(.text).hasSuffix(" m request=own"))
    }
}
