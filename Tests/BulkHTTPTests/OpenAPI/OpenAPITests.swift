import BulkHTTP
import BulkModel
import BulkTesting
import HTTPTypes
import Testing

/// The description says what there is: every route, every version, every code, and nothing else. That answers are as it says is
/// looked at from outside, in `Tests/Contract`.
@Suite struct OpenAPITests {
    @Test func anybodyMayReadTheDescription() async throws {
        let tester = try await AppTester.reading()
        let answer = try await tester.send(.get, "/longshore/v1/openapi.json", token: nil)
        #expect(answer.status == 200)
        #expect(answer.headers[.contentType] == "application/json;charset=UTF-8")
        #expect(answer.json["openapi"] == "3.1.0")
        #expect(answer.json["info"]?["version"] == .string(Release.version))
        #expect(answer.json["servers"] == [["url": "http://localhost"]])
    }

    @Test func everyRouteIsDescribedAndNoOther() async throws {
        let tester = try await AppTester.reading()
        let routes = BulkApplication(engine: tester.engine).routes.map { "\($0.method.rawValue) \($0.path)" }
        let described = try await description().operations.map(\.name)
        #expect(Set(described) == Set(routes))
        #expect(described.count == routes.count)
    }

    @Test func everyReferenceLeadsSomewhereAndEveryComponentIsUsed() async throws {
        let description = try await description()
        let references = Set(description.references)
        for reference in references { #expect(description[reference] != nil, "\(reference)") }
        for kind in ["schemas", "parameters", "responses", "headers"] {
            for name in description.json["components"]?[kind]?.names ?? [] {
                // What is told by text: a line of a report has no schema of its own.
                if name == "ReportedRow" { continue }
                #expect(references.contains("#/components/\(kind)/\(name)"), "\(kind) \(name)")
            }
        }
    }

    @Test func everyErrorCodeThatIsNamedIsKnown() async throws {
        let known = Set(BulkError.Code.all.map(\.name))
        for code in try await description().errorCodes { #expect(known.contains(code), "\(code)") }
    }

    @Test func everyErrorCodeIsNamedByAnOperation() async throws {
        let named = try await description().errorCodes
        // What is answered to requests that no operation describes.
        let others: Set = ["INVALID_REQUEST_METHOD", "BAD_REQUEST"]
        for code in BulkError.Code.all where !others.contains(code.name) { #expect(named.contains(code.name), "\(code)") }
    }

    @Test func everyVersionIsDescribed() async throws {
        let versions = try await description()["#/components/parameters/Version"]?["schema"]?["enum"]
        #expect(versions == .strings(allVersions))
    }

    @Test func everyScopeIsExplained() async throws {
        let description = try await description()
        let explained = Set(description["#/components/securitySchemes/oauth"]?["flows"]?["clientCredentials"]?["scopes"]?.names ?? [])
        for operation in description.operations {
            #expect(operation.json["security"] != nil, "\(operation.name)")
            for scope in operation.scopes { #expect(explained.contains(scope), "\(operation.name): \(scope)") }
        }
    }

    @Test func everyOperationHasANameOfItsOwnAndItsPathsSegmentsAreParameters() async throws {
        let description = try await description()
        #expect(Set(description.operations.compactMap { $0.json["operationId"]?.string }).count == description.operations.count)
        for operation in description.operations {
            #expect(operation.json["summary"]?.string?.isEmpty == false, "\(operation.name)")
            #expect(operation.json["tags"]?.array?.count == 1, "\(operation.name)")
            let segments = operation.path.matches(of: /\{([^}]+)\}/).map { String($0.1) }
            let parameters = description.parameters(of: operation).filter { $0["in"] == "path" }
            #expect(Set(parameters.compactMap { $0["name"]?.string }) == Set(segments), "\(operation.name)")
            #expect(parameters.allSatisfy { $0["required"] == true }, "\(operation.name)")
        }
    }

    private func description() async throws -> DescribedAPI {
        DescribedAPI(json: try await AppTester.reading().send(.get, "/longshore/v1/openapi.json", token: nil).json)
    }
}

/// The description, taken apart.
private struct DescribedAPI {
    let json: JSONValue

    struct Operation {
        let method: String
        let path: String
        let json: JSONValue

        var name: String { "\(method) \(path)" }

        var scopes: [String] {
            (json["security"]?.array ?? []).flatMap { $0["oauth"]?.array ?? [] }.compactMap(\.string)
        }
    }

    var operations: [Operation] {
        (json["paths"]?.object?.members ?? []).flatMap { path, item in
            (item.object?.members ?? []).filter { $0.name != "parameters" }.map {
                Operation(method: $0.name.uppercased(), path: path, json: $0.value)
            }
        }
    }

    func parameters(of operation: Operation) -> [JSONValue] {
        let listed = (json["paths"]?[operation.path]?["parameters"]?.array ?? []) + (operation.json["parameters"]?.array ?? [])
        return listed.compactMap { $0["$ref"]?.string.flatMap { self[$0] } ?? $0 }
    }

    /// What a reference such as `#/components/schemas/Id` leads to.
    subscript(reference: String) -> JSONValue? {
        reference.split(separator: "/").dropFirst().reduce(Optional(json)) { $0?[String($1)] }
    }

    /// Where the document's references lead.
    var references: [String] {
        values(of: json).compactMap { $0["$ref"]?.string }
    }

    /// The codes that refusals may have, by their schemas.
    var errorCodes: Set<String> {
        let refusals = values(of: json).filter { $0["allOf"]?[0]?["$ref"] == "#/components/schemas/Error" }
        let codes = refusals.compactMap { $0["allOf"]?[1]?["properties"]?["code"] }
        return Set(codes.flatMap { ($0["enum"]?.array ?? []) + [$0["const"] ?? .null] }.compactMap(\.string))
    }

    /// A value and all within it.
    private func values(of value: JSONValue) -> [JSONValue] {
        switch value {
        case .array(let elements): [value] + elements.flatMap(values)
        case .object(let object): [value] + object.members.flatMap { values(of: $0.value) }
        default: [value]
        }
    }
}
