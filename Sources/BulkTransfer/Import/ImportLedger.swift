import Foundation

/// How far an import is, as it lies on the disk. What is about to be done at the server is written down before it is done.
struct ImportLedger: Hashable, Codable {
    /// Of the format; others aren't read.
    static let currentFormat = 1

    var format = Self.currentFormat
    var begun: Date
    /// For which the import was worked at so far.
    var seconds = 0.0
    var subject: ImportSubject
    var parts: [Part]
    /// What a person should know about the way the files were cut.
    var notes: [String]
    /// Rows that weren't sent; nil in ledgers of releases that sent all.
    var refused: [RefusedTable]?
    /// What the server noted about parts that are done, by the part.
    var serverNotes: [Int: [ServerNote]]?
    /// Present once everything is done.
    var outcome: ImportOutcome?

    struct Part: Hashable, Codable {
        /// The archive's name in the folder.
        var fileName: String
        /// Rows of each of the archive's tables.
        var rows: [Int]
        var step: Step
    }

    /// Where a part is. Each step leads to the next, except that a creation which certainly came to nothing leads back.
    enum Step: Hashable, Codable {
        case planned
        case uploaded(file: String)
        /// The job is asked for; only its answer says that it is there.
        case creating(file: String, key: String, since: Date)
        case created(job: String)
        case ended(job: String, counts: [Counts], isComplete: Bool)
        /// Rows that were refused are in the part's own files.
        case collected(job: String, counts: [Counts], errors: [ImportError], isAccounted: Bool)
    }

    /// What became of the rows of a table.
    struct Counts: Hashable, Codable {
        var added = 0
        var updated = 0
        /// Refused with an error.
        var failed = 0
        /// Never attempted.
        var skipped = 0
    }

    /// Whether the server may know of any of it.
    var isUnderWay: Bool {
        parts.contains {
            switch $0.step {
            case .planned, .uploaded: false
            default: true
            }
        }
    }

    var completed: Int { parts.count { $0.step.isCollected } }
}

extension ImportLedger.Step {
    var isCollected: Bool {
        if case .collected = self { true } else { false }
    }
    /// The job, once it is known.
    var job: String? {
        switch self {
        case .planned, .uploaded, .creating: nil
        case .created(let job), .ended(let job, _, _), .collected(let job, _, _, _): job
        }
    }
}
