public import BulkModel
public import Foundation
import HTTPTypes

/// The usual course of an export, in one call each.
extension AppTester {
    /// Creates a job that must be accepted.
    /// - Returns: its id.
    public func createRead(_ body: String, version: String = "v8") async throws -> String {
        let answer = try await send(.post, "/crm/bulk/\(version)/read", body: body)
        guard answer.status == 201, let id = answer.json["data"]?[0]?["details"]?["id"]?.string else {
            throw UnexpectedAnswer(answer: answer)
        }
        return id
    }

    /// The one job that a details call answers with.
    public func details(of job: String, version: String = "v8") async throws -> JSONValue {
        let answer = try await send(.get, "/crm/bulk/\(version)/read/\(job)")
        guard answer.status == 200, let details = answer.json["data"]?[0] else { throw UnexpectedAnswer(answer: answer) }
        return details
    }

    /// Creates a job, runs it and fetches its CSV.
    public func export(_ body: String, version: String = "v8") async throws -> String {
        let job = try await createRead(body, version: version)
        try await runJobs()
        return try await csv(of: job, version: version)
    }

    /// The CSV inside a finished job's archive, unpacked by an independent program.
    public func csv(of job: String, version: String = "v8") async throws -> String {
        try await entry("\(job).csv", of: job, version: version)
    }

    /// The calendar inside a finished job's archive.
    public func calendar(of job: String, version: String = "v8") async throws -> String {
        try await entry("\(job).ics", of: job, version: version)
    }

    private func entry(_ name: String, of job: String, version: String) async throws -> String {
        let answer = try await send(.get, "/crm/bulk/\(version)/read/\(job)/result")
        guard answer.status == 200 else { throw UnexpectedAnswer(answer: answer) }
        return String(decoding: try Unzip.entry(name, of: answer.body), as: UTF8.self)
    }
}

/// An answer a test could not go on with.
public struct UnexpectedAnswer: Error, CustomStringConvertible {
    public let answer: Answer

    public init(answer: Answer) {
        self.answer = answer
    }

    public var description: String { "\(answer.status) \(answer.text)" }
}

/// Info-ZIP's `unzip`, as the independent reader of what the server packs.
public enum Unzip {
    /// - Throws: if the archive is broken, or holds anything but that entry.
    public static func entry(_ name: String, of archive: Data) throws -> Data {
        let folder = try TemporaryFolder()
        let path = folder.path + "/archive.zip"
        try archive.write(to: URL(filePath: path))
        let names = String(decoding: try run(["-Z1", path]), as: UTF8.self)
        guard names == name + "\n" else { throw UnzipError(message: "the archive holds \(names)") }
        _ = try run(["-tqq", path])
        return try run(["-p", path])
    }

    /// All entries in the archive's order.
    /// - Throws: if the archive is broken.
    public static func entries(of archive: Data) throws -> [(name: String, content: Data)] {
        let folder = try TemporaryFolder()
        let path = folder.path + "/archive.zip"
        try archive.write(to: URL(filePath: path))
        let names = String(decoding: try run(["-Z1", path]), as: UTF8.self).split(separator: "\n").map(String.init)
        _ = try run(["-tqq", path])
        return try names.map { ($0, try run(["-p", path, $0])) }
    }

    private static func run(_ arguments: [String]) throws -> Data {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/unzip")
        process.arguments = arguments
        process.standardOutput = output
        try process.run()
        let data = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw UnzipError(message: "unzip ended with \(process.terminationStatus)") }
        return data
    }
}

struct UnzipError: Error {
    let message: String
}
