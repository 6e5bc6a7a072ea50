import BulkEngine
public import BulkModel

/// The demo organisation, founded once in a run of tests.
extension AppTester {
    private static let demoFolder = FoundedFolder(DemoOrganization.founding) { try await DemoOrganization.fill($0) }

    /// A server that holds the demo organisation, and a token of its administrator.
    public static func demo(limits: Limits = .native) async throws -> AppTester {
        try await tester(
            in: try await demoFolder.copy(), user: 5_725_767_000_000_411_001,
            scopes: "ZohoFiles.files.ALL,ZohoCRM.bulk.ALL,ZohoCRM.modules.ALL", limits: limits, quirks: .lenient, logger: silent)
    }
}
