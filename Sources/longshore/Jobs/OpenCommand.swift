import ArgumentParser
import BulkClient
import BulkFormats
import Foundation

struct OpenCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "open",
        abstract: "Fetch a job's result, unpack it, and open it with this machine's program for such files.",
        discussion: """
            Of an export, that is its CSV or calendar; of an import, the report of its rows. Without a desktop, the file's path is printed.

            Example:
              longshore open 5725767000001046378
            """)

    @OptionGroup var job: JobOptions

    func run() async throws {
        let folder = NSTemporaryDirectory() + "longshore-\(job.id)"
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw Failure(.cannotWrite, "\(folder) can't be made: \(error.localizedDescription)")
        }
        let files = try await job.run("opening a job's result") { client in
            let described = try await client.job(job.id)
            return described.kind == "read"
                ? try await exported(described, in: folder, client) : try await reports(of: described, in: folder, client)
        }
        for file in files {
            Terminal.print(file)
            if Desktop.isThere { Desktop.open(file) }
        }
    }

    private func exported(_ job: ManagedJob, in folder: String, _ client: BulkClient) async throws -> [String] {
        let archive = folder + "/\(job.id).zip"
        try await client.downloadResult(of: job.id, to: archive)
        return try Unpacking(archive: archive).files(into: folder)
    }

    /// The result archive of an import has three columns; the report has all.
    private func reports(of job: ManagedJob, in folder: String, _ client: BulkClient) async throws -> [String] {
        var files: [String] = []
        for module in job.modules {
            let path = folder + "/\(module)-\(job.id).csv"
            guard FileManager.default.createFile(atPath: path, contents: nil), let file = FileHandle(forWritingAtPath: path) else {
                throw Failure(.cannotWrite, "\(path) can't be written")
            }
            for try await piece in try await client.report(of: job.id, module: module) { try file.write(contentsOf: piece) }
            files.append(path)
        }
        return files
    }
}

/// Takes the files out of a result archive. Names come from a server, so only their last part counts.
private struct Unpacking {
    let archive: String

    /// - Throws: ``Failure``.
    func files(into folder: String) throws -> [String] {
        do {
            let archive = try ZIPArchive(path: archive)
            return try archive.entries.filter { !$0.isDirectory }.map { entry in
                let path = folder + "/" + (entry.name.split(separator: "/").last.map(String.init) ?? "result")
                guard FileManager.default.createFile(atPath: path, contents: nil), let file = FileHandle(forWritingAtPath: path) else {
                    throw Failure(.cannotWrite, "\(path) can't be written")
                }
                try copy(try archive.open(entry, sizeLimit: .max), to: file)
                return path
            }
        } catch let error as ZIPError {
            throw Failure(.protocolError, "the result is broken: \(error); fetch it again")
        }
    }

    private func copy(_ reader: ZIPEntryReader, to file: FileHandle) throws {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 262_144, alignment: 16)
        defer { buffer.deallocate() }
        while true {
            let count = try reader.read(into: buffer)
            if count == 0 { return }
            try file.write(contentsOf: Data(bytes: buffer.baseAddress!, count: count))
        }
    }
}

/// The program that opens files for people, where there is a desktop.
private enum Desktop {
    static var isThere: Bool {
        #if os(macOS)
            true
        #else
            ["DISPLAY", "WAYLAND_DISPLAY"].contains { !(ProcessInfo.processInfo.environment[$0] ?? "").isEmpty }
        #endif
    }

    static func open(_ path: String) {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        #if os(macOS)
            process.arguments = ["open", path]
        #else
            process.arguments = ["xdg-open", path]
        #endif
        do {
            try process.run()
            process.waitUntilExit()
            if process.terminationStatus != 0 { Terminal.note("No program of this machine opens it.") }
        } catch {
            Terminal.note("No program of this machine opens it: \(error.localizedDescription)")
        }
    }
}
