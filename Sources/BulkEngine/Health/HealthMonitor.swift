import BulkModel
import BulkStore

/// Answers whether the server can do its work, in bounded time whatever hangs. Asked every second, it costs one small read of each database
/// and one small file.
public final class HealthMonitor: Sendable {
    private let parts: ServerParts
    private let folder: SharedProbe<String?>
    private let stores: SharedProbe<String?>

    private static let late = "did not answer in time"

    /// - Parameter limit: how long a look is waited for.
    init(storage: any Storage, folder: DataFolderState, parts: ServerParts, limit: Duration) {
        self.parts = parts
        self.folder = SharedProbe(limit: limit) {
            // A disk that hangs holds a thread of its own, and no other.
            (try? await BackgroundThread.value(name: "health") { folder.problem() }) ?? nil
        }
        stores = SharedProbe(limit: limit) { await Self.problem(of: storage) }
    }

    public func report() async -> HealthReport {
        async let folder = folder.value()
        async let stores = stores.value()
        let looked = [
            HealthReport.Check(name: "data_folder", problem: await folder ?? Self.late),
            HealthReport.Check(name: "stores", problem: await stores ?? Self.late),
        ]
        return HealthReport(checks: looked + ServerParts.Part.allCases.map { .init(name: $0.rawValue, problem: parts.problem(of: $0)) })
    }

    /// Each store is asked something small. Errors stay in here: they may name what isn't everybody's business.
    private static func problem(of storage: any Storage) async -> String? {
        do {
            for (_, store) in try await storage.openOrganizations() { _ = try await store.openJobs() }
            return nil
        } catch {
            return "can't be read"
        }
    }
}
