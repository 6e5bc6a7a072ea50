// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

/// Tests look at everything, so they need not say which module each member comes from.
let relaxed: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
]

/// A library target of the house; arrows in `dependencies` only point down (docs/architecture.md).
func room(_ name: String, _ dependencies: [Target.Dependency], resources: [Resource]? = nil) -> Target {
    .target(name: name, dependencies: dependencies, resources: resources, swiftSettings: strict)
}

func tests(of name: String, _ dependencies: [Target.Dependency] = [], resources: [Resource]? = nil) -> Target {
    .testTarget(
        name: "\(name)Tests",
        dependencies: dependencies,
        path: "Tests/\(name)Tests",
        resources: resources,
        swiftSettings: relaxed
    )
}

let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let sqlite = Target.Dependency.product(name: "GRDBSQLite", package: "GRDB.swift")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let log = Target.Dependency.product(name: "Logging", package: "swift-log")
let nio = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let httpTypes = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")
let httpClient = Target.Dependency.product(name: "AsyncHTTPClient", package: "async-http-client")
let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let metrics = Target.Dependency.product(name: "CoreMetrics", package: "swift-metrics")
let lifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")

let package = Package(
    name: "longshore",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "longshore", targets: ["longshore"]),
        .library(name: "BulkClient", targets: ["BulkClient", "BulkModel"]),
    ],
    dependencies: [
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/swiftlang/swift-docc-plugin", from: "1.5.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        .systemLibrary(name: "CISAL", providers: [.apt(["libisal-dev"])]),

        room("BulkModel", [], resources: [.embedInCode("StandardModules/standard-modules.json")]),
        room("BulkFormats", ["CISAL"]),
        room("BulkStore", ["BulkModel"]),
        room("BulkStoreSQLite", ["BulkStore", "BulkModel", grdb, sqlite]),
        room("BulkEngine", ["BulkStore", "BulkFormats", "BulkModel", crypto, lifecycle, log, metrics, nio]),
        room("BulkMetrics", ["BulkModel", metrics]),
        room(
            "BulkHTTP",
            [
                "BulkEngine", "BulkFormats", "BulkModel", hummingbird, lifecycle, log, metrics, nio,
                httpClient, httpTypes,
                .product(name: "HummingbirdTLS", package: "hummingbird"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
            ],
            resources: [
                "common", "bulk-read", "bulk-write", "coql", "identity", "longshore", "metadata", "record-writing", "records", "settings",
                "tokens",
            ].map {
                .embedInCode("OpenAPI/\($0).json")
            }),
        room(
            "BulkClient",
            [
                "BulkModel", httpClient, nio,
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
            ]),
        room("BulkTransfer", ["BulkClient", "BulkFormats", "BulkModel", nio]),
        .executableTarget(
            name: "longshore",
            dependencies: [
                "BulkTransfer", "BulkClient", "BulkHTTP", "BulkEngine", "BulkMetrics", "BulkStoreSQLite", "BulkStore", "BulkModel",
                "BulkFormats",
                hummingbird, log, lifecycle, metrics,
                argumentParser,
                .product(name: "Yams", package: "Yams"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
                .product(name: "NIOCore", package: "swift-nio"),
            ],
            swiftSettings: strict
        ),

        room(
            "BulkTesting",
            [
                "BulkClient", "BulkHTTP", "BulkEngine", "BulkMetrics", "BulkStoreSQLite", "BulkStore", "BulkModel", "BulkFormats",
                hummingbird,
                log, grdb,
                .product(name: "HummingbirdTesting", package: "hummingbird"),
                httpTypes,
            ]),
        tests(of: "BulkModel", ["BulkModel", "BulkTesting"]),
        tests(of: "BulkFormats", ["BulkFormats", "BulkTesting"]),
        tests(of: "BulkMetrics", ["BulkMetrics", "BulkModel", metrics]),
        tests(of: "BulkStore", ["BulkStore", "BulkStoreSQLite", "BulkModel", "BulkTesting", grdb]),
        tests(of: "BulkEngine", ["BulkEngine", "BulkStore", "BulkModel", "BulkFormats", "BulkTesting", httpTypes]),
        tests(
            of: "BulkHTTP",
            ["BulkHTTP", "BulkEngine", "BulkMetrics", "BulkStore", "BulkModel", "BulkFormats", "BulkTesting", httpTypes, hummingbird]),
        tests(of: "BulkClient", ["BulkClient", "BulkModel", "BulkTesting", hummingbird]),
        tests(of: "BulkTransfer", ["BulkTransfer", "BulkClient", "BulkFormats", "BulkModel", "BulkTesting"]),
        tests(of: "Longshore", ["longshore", "BulkModel", "BulkTesting", argumentParser, log]),
        tests(of: "Docs", ["longshore", "BulkHTTP", "BulkEngine", "BulkMetrics", "BulkModel", "BulkTesting"]),
    ]
)
