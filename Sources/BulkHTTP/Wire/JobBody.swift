import BulkEngine
import BulkFormats
import BulkModel
import FoundationEssentials

/// A job of either kind, as Longshore's own calls show it: every key is always there, null where nothing is known.
struct JobBody {
    let snapshot: JobSnapshot
    /// The zone of the user who asks; times are shown with its offset.
    let offsets: UTCOffsets

    private var job: BulkJob { snapshot.job }

    var json: JSONValue {
        [
            "id": .id(job.id),
            "kind": .string(job.kind.rawValue),
            "operation": .string(operation),
            "state": .string(job.state.rawValue),
            "modules": .strings(job.modules),
            "created_by": ["id": .id(job.createdBy.id), "name": .string(job.createdBy.name)],
            "created_time": shown(job.createdTime),
            "started_time": shown(job.startedTime),
            "ended_time": shown(job.endedTime),
            "stage": .string(snapshot.stage.rawValue),
            "rows": rows(snapshot.rows),
            "bytes": .integer(snapshot.bytes),
            "rate": number(snapshot.rate, digits: 1),
            "seconds": number(snapshot.seconds, digits: 3),
            "seconds_left": number(snapshot.secondsLeft, digits: 1),
            "share": number(snapshot.share, digits: 4),
            "resources": resources,
            "result": snapshot.result.map { ["size": .integer($0.file.size), "expires": shown($0.expires)] } ?? .null,
            "report": .boolean(snapshot.hasReport),
            "notes": notes,
            "failure": job.failure.map { ["code": .string($0.code), "message": .string($0.message)] } ?? .null,
        ]
    }

    private var operation: String {
        switch job {
        case .read: "read"
        case .write(let job): job.request.operation.rawValue
        }
    }

    private var resources: JSONValue {
        guard case .write(let job) = job else { return [] }
        return .array(
            zip(job.request.resources, snapshot.resources).map { resource, progress in
                [
                    "module": .string(resource.module.apiName),
                    "file": .string(resource.source.fileName),
                    "state": .string(word(progress)),
                    "rows": rows(JobRows(progress, of: resource)),
                ]
            })
    }

    /// What people should know of files and rows that went in.
    private var notes: JSONValue {
        guard case .write(let job) = job else { return [] }
        return .array(
            zip(job.request.resources, snapshot.resources).flatMap { resource, progress in
                (resource.source.notes ?? []).map { note(of: resource, $0) } + (progress.notes ?? []).map { note(of: resource, $0) }
            })
    }

    private func note(of resource: WriteResource, _ note: SourceNote) -> JSONValue {
        self.note(
            of: resource, code: note.code.rawValue, field: nil, count: note.count, lines: note.lines,
            NoteText.source(note, encoding: resource.source.encoding))
    }

    private func note(of resource: WriteResource, _ tally: RowNoteTally) -> JSONValue {
        let field = tally.mapping.map { resource.mappings[$0].apiName }
        return note(
            of: resource, code: tally.code, field: field, count: tally.count, lines: tally.lines, NoteText.tally(tally, column: field))
    }

    private func note(of resource: WriteResource, code: String, field: String?, count: Int, lines: [Int], _ message: String) -> JSONValue {
        [
            "module": .string(resource.module.apiName), "file": .string(resource.source.fileName), "code": .string(code),
            "field": field.map { .string($0) } ?? .null, "count": .integer(count), "lines": .array(lines.map { .integer($0) }),
            "message": .string(message),
        ]
    }

    /// The words of jobs, and one for a resource that the job did not come to.
    private func word(_ progress: ResourceProgress) -> String {
        switch progress.state {
        case .added: JobState.added.rawValue
        case .inProgress: JobState.inProgress.rawValue
        case .completed: JobState.completed.rawValue
        case .failed: (progress.failure == .cancelled ? JobState.cancelled : .failure).rawValue
        case .skipped: ResourceProgress.State.skipped.rawValue
        }
    }

    private func rows(_ rows: JobRows) -> JSONValue {
        [
            "total": .optional(rows.total), "read": .integer(rows.read), "added": .integer(rows.added), "updated": .integer(rows.updated),
            "skipped": .integer(rows.skipped), "failed": .integer(rows.failed),
        ]
    }

    private func shown(_ time: Date?) -> JSONValue {
        guard let time else { return .null }
        let seconds = Int64(time.timeIntervalSince1970.rounded(.down))
        return .string(ISO8601.dateTime(seconds, offset: offsets.offset(at: seconds)))
    }

    /// - Parameter digits: behind the point at most.
    private func number(_ value: Double?, digits: Int) -> JSONValue {
        guard let value, value.isFinite, abs(value) < 1e15 else { return .null }
        let scale = (0..<digits).reduce(1.0) { scale, _ in scale * 10 }
        let rounded = (value * scale).rounded() / scale
        return rounded == rounded.rounded() ? .integer(Int64(rounded)) : .number("\(rounded)")
    }
}
