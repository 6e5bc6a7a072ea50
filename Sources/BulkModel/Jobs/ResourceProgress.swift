/// How far a resource of a bulk write job is. Rows count once they are committed.
public struct ResourceProgress: Hashable, Sendable, Codable {
    public var state: State
    public var added = 0
    public var updated = 0
    /// Rows with an error.
    public var refused = 0
    /// Rows of a child whose parent's row did not become a record.
    public var orphaned = 0
    /// Rows that the job has ended before. Zero while it may still get to them.
    public var unattempted = 0
    /// Bytes of the file, unpacked, that have been read.
    public var bytes = 0
    /// What ended the resource before its last row.
    public var failure: JobFailure?
    /// Of the rows that are in, by kind and mapping, in the order in which they came first; nil for none.
    public var notes: [RowNoteTally]?

    public init(state: State = .added) {
        self.state = state
    }

    /// Rows with an outcome; the next one to be handled comes behind them.
    public var rows: Int { added + updated + refused + orphaned }

    /// Rows that neither became nor changed a record, as the service counts them. (bulk write specification, section 9.2)
    public var skipped: Int { refused + orphaned + unattempted }

    /// The words of `resource[].status`. (bulk write specification, section 9.1)
    public enum State: String, Sendable, Codable {
        case added = "ADDED"
        case inProgress = "INPROGRESS"
        case completed = "COMPLETED"
        case skipped = "SKIPPED"
        case failed = "FAILED"
    }

    /// Counts rows that have been committed.
    /// - Parameter lines: of rows with notes, by their position in the outcomes.
    public mutating func count(_ outcomes: RowOutcomes, lines: [Int: Int] = [:]) {
        added += outcomes.count(of: .added)
        updated += outcomes.count(of: .updated)
        refused += outcomes.count(of: .skipped)
        orphaned += outcomes.count(of: .unprocessed)
        for (row, note) in outcomes.notes { count(note, line: lines[row] ?? 0) }
    }

    private mutating func count(_ note: RowNote, line: Int) {
        var tallies = notes ?? []
        let code = note.kind.name
        if let index = tallies.firstIndex(where: { $0.code == code && $0.mapping == note.mapping }) {
            tallies[index].add(line: line)
        } else {
            tallies.append(RowNoteTally(code: code, mapping: note.mapping, count: 1, lines: [line]))
        }
        notes = tallies
    }
}

/// The last word on the resources of a job, and the first when it is to go on.
extension WriteJob {
    /// Ends a job before its end: of the resources that aren't completed the first has failed, those behind it were not come to.
    public mutating func breakOff(_ failure: JobFailure) {
        var hasFailed = false
        for position in progress.indices where progress[position].state != .completed {
            progress[position].state = hasFailed ? .skipped : .failed
            progress[position].failure = hasFailed ? nil : failure
            progress[position].unattempted = request.resources[position].source.rows - progress[position].rows
            hasFailed = true
        }
    }

    /// Takes as completed what has an outcome for each of its rows; the worker had no time to say so.
    public mutating func completeHandledResources() {
        for position in progress.indices where progress[position].rows == request.resources[position].source.rows {
            progress[position].state = .completed
        }
    }

    /// Makes a job that has ended one that waits, and goes on behind the last row that has an outcome.
    public mutating func reopen() {
        for position in progress.indices where progress[position].state != .completed {
            progress[position].state = .added
            progress[position].failure = nil
            progress[position].unattempted = 0
        }
    }
}
