import BulkFormats
import BulkModel
import BulkStoreSQLite
import Foundation

/// Which Longshore this is, what it was made with, and what it runs on: what a report of a fault should begin with.
struct VersionReport {
    let version: String
    let swift: String
    let platform: String
    let sqlite: String
    let isal: String

    static let current = VersionReport(
        version: Release.version, swift: compiler, platform: "\(ProcessInfo.processInfo.operatingSystemVersionString), \(architecture)",
        sqlite: SQLiteStorage.libraryVersion, isal: CompressionLibrary.version)

    var text: String {
        """
        longshore \(version)
        Swift     \(swift)
        platform  \(platform)
        SQLite    \(sqlite)
        ISA-L     \(isal)
        """
    }

    var json: JSONValue {
        [
            "version": .string(version), "swift": .string(swift), "platform": .string(platform), "sqlite": .string(sqlite),
            "isal": .string(isal),
        ]
    }

    /// The language has no name for the compiler that is at work; asking it whether it is new enough is all there is.
    private static var compiler: String {
        #if compiler(>=6.5)
            "6.5 or later"
        #elseif compiler(>=6.4)
            "6.4"
        #elseif compiler(>=6.3)
            "6.3"
        #else
            "6.2"
        #endif
    }

    private static var architecture: String {
        #if arch(x86_64)
            "x86_64"
        #elseif arch(arm64)
            "arm64"
        #else
            "another architecture"
        #endif
    }
}
