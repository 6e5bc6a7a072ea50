import BulkFormats
import BulkModel
import BulkStore
import NIOPosix

/// Longshore's own account of imports, beside the compatible result file.
extension Engine {
    /// - Parameters:
    ///   - segment: the job's id as it stands in the path.
    ///   - module: API name of the resource meant; nil for all, which a CSV has room for only if there is one.
    /// - Throws: `RESOURCE_NOT_FOUND` if the job has no report, not yet or not any more; `MANDATORY_NOT_FOUND`.
    public func report(
        of segment: String, module: String?, format: ImportReport.Format, selection: ImportReport.Selection, for caller: Caller
    ) async throws -> ImportReport {
        let job = try await writeJob(segment, for: caller)
        guard let input = reportInput(of: .write(job), organization: caller.organization) else {
            throw BulkError.resourceNotFound(segment)
        }
        let positions = job.request.resources.indices.filter { module == nil || job.request.resources[$0].module.apiName == module }
        guard !positions.isEmpty else { throw BulkError.resourceNotFound(module ?? segment) }
        guard format != .csv || positions.count == 1 else {
            throw BulkError.missingKey("module", path: "$.module", usesOldCode: false)
        }
        let store = caller.store
        let schema = try await store.schema()
        let sources = WriteSourceReader(path: input, limits: limits)
        return try await NIOThreadPool.singleton.runIfActive {
            let parts: [OutcomeRows]
            do {
                parts = try positions.map {
                    try OutcomeRows(job.request.resources[$0], at: $0, of: job.id, sources: sources, store: store)
                }
            } catch is ZIPError {
                // The archive that broke the import off can't be told of either.
                throw BulkError.resourceNotFound(segment)
            }
            return ImportReport(parts, schema: schema, format: format, selection: selection)
        }
    }
}
