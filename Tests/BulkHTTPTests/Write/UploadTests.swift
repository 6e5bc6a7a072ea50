import BulkModel
import BulkTesting
import Foundation
import HTTPTypes
import Testing

/// Conformance cases of bulk write: uploads. (bulk write specification, sections 4 and 14.3)
@Suite struct UploadTests {
    private static let limit = 25 * 1_024 * 1_024

    private static func leads() throws -> Data {
        try AppTester.archive([("leads.csv", Data("Last_Name,Company\nDaly,ABC".utf8))])
    }

    /// A valid archive of exactly that many bytes: between its entry and its directory are bytes that belong to neither.
    private static func leads(size: Int) throws -> Data {
        var bytes = try leads()
        let field = bytes.count - 6
        var offset = 0
        for place in 0..<4 { offset += Int(bytes[field + place]) << (8 * place) }
        let padding = size - bytes.count
        for place in 0..<4 { bytes[field + place] = UInt8(truncatingIfNeeded: (offset + padding) >> (8 * place)) }
        bytes.insert(contentsOf: Data(count: padding), at: offset)
        return bytes
    }

    private static func expectBadHeaders(
        _ answer: Answer, _ names: String = "feature, X-CRM-ORG", sourceLocation: SourceLocation = #_sourceLocation
    ) {
        #expect(answer.status == 400, sourceLocation: sourceLocation)
        #expect(
            answer.text == """
                {"ERROR_MESSAGE":"Bad Request","ERROR_CODE":400,"x-error":"check if headers [\(names)] are present and valid"}
                """, sourceLocation: sourceLocation)
    }

    @Test("U-01 every version takes an archive and gives it a number", arguments: APIVersion.allCases)
    func upload(version: APIVersion) async throws {
        let tester = try await AppTester.writing()
        let answer = try await tester.sendUpload(Self.leads(), version: version.rawValue)
        #expect(answer.status == 200)
        #expect(answer.headers[.contentType] == "application/json;charset=UTF-8")
        let id = try #require(answer.json["details"]?["file_id"]?.string)
        #expect(id.allSatisfy { ("0"..."9").contains($0) } && Int64(id) != nil)
        #expect(
            answer.text == """
                {"status":"success","code":"FILE_UPLOAD_SUCCESS","message":"file uploaded.",\
                "details":{"file_id":"\(id)","created_time":"2026-03-01T17:30:00+05:30"}}
                """)
    }

    @Test("U-01 the part with the file may have any name")
    func partName() async throws {
        let tester = try await AppTester.writing()
        let answer = try await tester.sendUpload(Self.leads(), part: "file.csv.zip")
        #expect(answer.status == 200)
        #expect(answer.json["code"] == "FILE_UPLOAD_SUCCESS")
        #expect(answer.json["message"] == "file uploaded.")
        #expect(answer.json["details"]?["file_id"]?.string?.isEmpty == false)
        #expect(answer.json["details"]?["created_time"] == "2026-03-01T17:30:00+05:30")
    }

    @Test("U-02 what is no archive is refused with status 200, whatever its name")
    func noArchive() async throws {
        let tester = try await AppTester.writing()
        expectError(
            try await tester.sendUpload(Data("Last_Name,Company\nDaly,ABC".utf8), fileName: "x.zip"), "INVALID_FILE_FORMAT", 200,
            ["created_time": "2026-03-01T17:30:00+05:30"], message: "invalid file format. only zip format is supported")
    }

    @Test("U-02 uploads can only be posted")
    func method() async throws {
        let tester = try await AppTester.writing()
        expectError(
            try await tester.send(.get, "/crm/v8/upload"), "INVALID_REQUEST_METHOD", 400,
            message: "The http request method type is not a valid one")
    }

    @Test("U-03 both headers must be there, and the organisation must be the token's")
    func headers() async throws {
        let tester = try await AppTester.writing()
        Self.expectBadHeaders(try await tester.sendUpload(Self.leads(), feature: nil))
        Self.expectBadHeaders(try await tester.sendUpload(Self.leads(), organization: "1"))
        Self.expectBadHeaders(try await tester.sendUpload(Self.leads(), feature: ""))
        Self.expectBadHeaders(try await tester.sendUpload(Self.leads(), organization: nil))
    }

    @Test("U-04 a feature that there isn't is refused with status 200 and the time zero")
    func unknownFeature() async throws {
        let tester = try await AppTester.writing()
        expectError(
            try await tester.sendUpload(Self.leads(), feature: "other"), "NOT_SUPPORTED_FEATURE", 200,
            ["created_time": "1970-01-01T00:00:00+00:00"], message: "Feature is not supported")
    }

    @Test("U-05 an archive of 25 MB and a byte is too large")
    func tooLarge() async throws {
        let tester = try await AppTester.writing()
        let archive = try Self.leads(size: Self.limit + 1)
        #expect(archive.count == 26_214_401)
        expectError(
            try await tester.sendUpload(archive), "FILE_TOO_LARGE", 413, ["created_time": "2026-03-01T17:30:00+05:30"],
            message: "File size too large to process")
    }

    @Test("an archive of exactly 25 MB is taken")
    func largest() async throws {
        let tester = try await AppTester.writing()
        let archive = try Self.leads(size: Self.limit)
        #expect(archive.count == 26_214_400)
        #expect(try await tester.sendUpload(archive).json["code"] == "FILE_UPLOAD_SUCCESS")
    }

    @Test("U-06 a bad token is refused in the words of the upload host")
    func badToken() async throws {
        let tester = try await AppTester.writing()
        let answer = try await tester.sendUpload(Self.leads(), token: "bad")
        #expect(answer.status == 401)
        #expect(answer.json["ERROR_CODE"] == 401)
        #expect(answer.json["ERROR_MESSAGE"]?.string?.hasPrefix("Unauthorized") == true)
    }

    @Test("4.4-a v2 and v2.1 write the list of headers with a colon", arguments: ["v2", "v2.1"])
    func oldHeaders(version: String) async throws {
        let tester = try await AppTester.writing()
        Self.expectBadHeaders(try await tester.sendUpload(Self.leads(), version: version, feature: nil), "feature:X-CRM-ORG")
    }

    @Test("4.4-a from v3 on the list of headers has a comma", arguments: ["v3", "v4", "v5", "v6", "v7", "v8"])
    func newHeaders(version: String) async throws {
        let tester = try await AppTester.writing()
        Self.expectBadHeaders(try await tester.sendUpload(Self.leads(), version: version, feature: nil), "feature, X-CRM-ORG")
    }

    @Test("4.4-b a token without one of the scopes for files or bulk is refused")
    func missingScope() async throws {
        let tester = try await AppTester.writing()
        let token = try await tester.token(scopes: "ZohoCRM.modules.ALL", user: WriteFixture.patricia)
        expectError(try await tester.sendUpload(Self.leads(), token: token), "OAUTH_SCOPE_MISMATCH", 401, message: "Unauthorized")
    }

    @Test(
        "each of the scopes for files and bulk is enough to upload",
        arguments: ["ZohoFiles.files.ALL", "ZohoFiles.files.CREATE", "ZohoCRM.files.CREATE", "ZohoCRM.bulk.ALL"])
    func scopes(scope: String) async throws {
        let tester = try await AppTester.writing()
        let token = try await tester.token(scopes: scope, user: WriteFixture.patricia)
        #expect(try await tester.sendUpload(Self.leads(), token: token).json["code"] == "FILE_UPLOAD_SUCCESS")
    }

    @Test("4.4-c and f with uploadErrorsAreOK off, both errors have status 400")
    func statusOfErrors() async throws {
        var quirks = Quirks.lenient
        quirks[.uploadErrorsAreOK] = false
        let tester = try await AppTester.writing(quirks: quirks)
        expectError(
            try await tester.sendUpload(Self.leads(), feature: "other"), "NOT_SUPPORTED_FEATURE", 400,
            ["created_time": "1970-01-01T00:00:00+00:00"], message: "Feature is not supported")
        expectError(
            try await tester.sendUpload(Data("no archive".utf8)), "INVALID_FILE_FORMAT", 400,
            ["created_time": "2026-03-01T17:30:00+05:30"], message: "invalid file format. only zip format is supported")
    }

    @Test("4.4-d a form without a file lacks the part that must be there")
    func noFilePart() async throws {
        let tester = try await AppTester.writing()
        let form = "--b\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\nhello\r\n--b--\r\n"
        expectError(
            try await sendForm(form, to: tester), "MANDATORY_NOT_FOUND", 400, ["api_name": "file", "json_path": "$.file"],
            message: "required field not found")
    }

    @Test("parts before the file are passed over, and so is a second file")
    func otherParts() async throws {
        let tester = try await AppTester.writing()
        // An archive without entries is the shortest there is, and ASCII.
        let empty = "PK\u{5}\u{6}" + String(repeating: "\0", count: 18)
        let answer = try await sendForm(
            "--b\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\nhello\r\n"
                + "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.zip\"\r\n\r\n\(empty)\r\n"
                + "--b\r\nContent-Disposition: form-data; name=\"other\"; filename=\"b.zip\"\r\n\r\nno archive\r\n--b--\r\n", to: tester)
        #expect(answer.json["code"] == "FILE_UPLOAD_SUCCESS", "\(answer.text)")
    }

    @Test("4.4-f an archive whose directory is cut off is none")
    func cutOff() async throws {
        let tester = try await AppTester.writing()
        expectError(
            try await tester.sendUpload(Self.leads().dropLast(30)), "INVALID_FILE_FORMAT", 200,
            [
                "created_time": "2026-03-01T17:30:00+05:30",
                "reason": "the archive is damaged: its end is missing, as if it had been cut off",
            ], message: "invalid file format. only zip format is supported")
    }

    @Test("an archive without entries, and one not called ZIP, are taken; what is in them is looked at when a job is made")
    func unusualArchives() async throws {
        let tester = try await AppTester.writing()
        #expect(try await tester.sendUpload(AppTester.archive([])).json["code"] == "FILE_UPLOAD_SUCCESS")
        #expect(try await tester.sendUpload(Self.leads(), fileName: "leads.txt").json["code"] == "FILE_UPLOAD_SUCCESS")
    }

    @Test("the organisation's record id may stand for its number")
    func organizationID() async throws {
        let tester = try await AppTester.writing()
        let answer = try await tester.sendUpload(Self.leads(), organization: tester.organization.description)
        #expect(answer.json["code"] == "FILE_UPLOAD_SUCCESS")
    }

    @Test("4.4-h a profile without access to the API may not upload")
    func permission() async throws {
        let tester = try await AppTester.writing()
        try await deny("Crm_Implied_Api_Access", in: tester)
        expectError(
            try await tester.sendUpload(Self.leads()), "NO_PERMISSION", 403, ["permissions": ["Crm_Implied_Api_Access"]],
            message: "Permission denied to create")
    }

    @Test("4.4 the first failure counts: path and method, token, scope, permission, headers, feature, file, size, format")
    func order() async throws {
        let tester = try await AppTester.writing()
        expectError(try await tester.sendUpload(Self.leads(), version: "v9", token: "bad"), "INVALID_URL_PATTERN", 404)
        expectError(try await tester.send(.put, "/crm/v8/upload", token: nil), "INVALID_REQUEST_METHOD", 400)
        #expect(try await tester.sendUpload(Self.leads(), feature: nil, token: "bad").status == 401)
        let token = try await tester.token(scopes: "ZohoCRM.modules.ALL", user: WriteFixture.patricia)
        expectError(try await tester.sendUpload(Self.leads(), feature: nil, token: token), "OAUTH_SCOPE_MISMATCH", 401)
        Self.expectBadHeaders(try await tester.sendUpload(Self.leads(), feature: "other", organization: "1"))
        let noFile = try await sendForm("--b--\r\n", to: tester, feature: "other")
        expectError(noFile, "NOT_SUPPORTED_FEATURE", 200, ["created_time": "1970-01-01T00:00:00+00:00"])
        expectError(
            try await tester.sendUpload(Data(count: Self.limit + 1)), "FILE_TOO_LARGE", 413,
            ["created_time": "2026-03-01T17:30:00+05:30"])
        try await deny("Crm_Implied_Api_Access", in: tester)
        expectError(try await tester.sendUpload(Self.leads(), token: token), "OAUTH_SCOPE_MISMATCH", 401)
        expectError(
            try await tester.sendUpload(Self.leads(), feature: nil), "NO_PERMISSION", 403, ["permissions": ["Crm_Implied_Api_Access"]])
    }

    private func deny(_ permission: String, in tester: AppTester) async throws {
        let store = try await tester.engine.storage.store(of: tester.organization)
        try await store.set(Profile(name: "Administrator", denied: [permission]))
    }

    /// Sends a form whose boundary is `b`.
    private func sendForm(_ form: String, to tester: AppTester, feature: String = "bulk-write") async throws -> Answer {
        var headers = HTTPFields()
        headers[.authorization] = "Zoho-oauthtoken \(tester.token)"
        headers[.contentType] = "multipart/form-data; boundary=b"
        headers[HTTPField.Name("feature")!] = feature
        headers[HTTPField.Name("X-CRM-ORG")!] = "60001234"
        return try await tester.send(.post, "/crm/v8/upload", body: Data(form.utf8), headers: headers)
    }
}
