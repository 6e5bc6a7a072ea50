import BulkModel

/// What a job is at, as people are told.
public enum JobStage: String, Sendable {
    case waiting, reading, importing, packing, ended
}

/// How far a job is that runs in this process. Workers write it down now and then: with each block of an export, each batch of an import.
struct JobNumbers: Hashable, Sendable {
    var stage: JobStage
    /// Records exported.
    var rows = 0
    /// Bytes of an export's file before it is packed.
    var bytes = 0
    /// The part of an export that is done, from 0 to 1.
    var share: Double?
    /// Of an import, by resource: what has been committed.
    var resources: [ResourceProgress]?
}
