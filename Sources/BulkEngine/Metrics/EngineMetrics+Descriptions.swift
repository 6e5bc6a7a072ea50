public import BulkModel

extension EngineMetrics {
    /// Everything the engine reports; `docs/operating.md` lists it.
    public static let descriptions: [MetricDescription] = [
        jobsCreated, jobsEnded, jobRows, stages, uploadedBytes, exportedBytes, callbackAttempts, jobs, oldestWaitingJob, organizations,
        databaseBytes, freeBytes,
    ]

    static let jobsCreated = MetricDescription("longshore_jobs_created_total", .counter, labels: ["kind"], help: "Jobs created.")
    static let jobsEnded = MetricDescription(
        "longshore_jobs_ended_total", .counter, labels: ["kind", "state"], help: "Jobs ended, by the state they ended in.")
    static let jobRows = MetricDescription(
        "longshore_job_rows_total", .counter, labels: ["kind", "outcome"],
        help: "Rows of jobs: exported, or by what an import did with them.")
    static let stages = MetricDescription(
        "longshore_job_stage_seconds", .histogram, labels: ["kind", "stage"],
        buckets: [0.01, 0.05, 0.1, 0.5, 1, 5, 15, 60, 300, 900, 3_600, 14_400], help: "How long jobs spend in a stage.")
    static let uploadedBytes = MetricDescription("longshore_uploaded_bytes_total", .counter, help: "Bytes of archives taken in.")
    static let exportedBytes = MetricDescription(
        "longshore_exported_bytes_total", .counter, help: "Bytes of archives that exports have made.")
    static let callbackAttempts = MetricDescription(
        "longshore_callback_attempts_total", .counter, labels: ["outcome"],
        help: "Attempts to deliver a callback: delivered, failed with another to come, or given up.")
    static let jobs = MetricDescription("longshore_jobs", .gauge, labels: ["kind", "state"], help: "Jobs that haven't ended.")
    static let oldestWaitingJob = MetricDescription(
        "longshore_oldest_waiting_job_seconds", .gauge, help: "Age of the job that has waited longest, 0 if none waits.")
    static let organizations = MetricDescription("longshore_organizations", .gauge, help: "Organisations in the data folder.")
    static let databaseBytes = MetricDescription(
        "longshore_database_bytes", .gauge, labels: ["database"],
        help: "Bytes of the databases on the disk, their logs included: the catalogue, and those of all organisations.")
    static let freeBytes = MetricDescription(
        "longshore_data_free_bytes", .gauge, help: "Bytes that may still be written to the disk of the data folder.")
}
