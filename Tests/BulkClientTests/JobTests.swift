import BulkClient
import BulkModel
import Foundation
import Testing

@Suite("Exports and imports of a client")
struct JobTests {
    @Test func aQueryCarriesWhatItSays() async throws {
        let fixture = ClientFixture([.answer(201, #"{"data":[{"details":{"id":"7"}}]}"#)])
        var query = BulkReadQuery(module: "Leads", fields: ["Last_Name", "Owner.last_name"], view: "55", page: 2)
        query.criteria = Criteria.comparison("Age", .greaterThan, 18).json
        _ = try await fixture.client.createRead(query)
        #expect(
            fixture.transport.requests[0].text
                == #"{"query":{"module":{"api_name":"Leads"},"fields":["Last_Name","Owner.last_name"],"criteria":{"field":{"api_name":"Age"},"comparator":"greater_than","value":18},"cvid":"55","page":2}}"#
        )
    }

    @Test func theFirstVersionNamesModulesAndFieldsOtherwise() async throws {
        let fixture = ClientFixture([.answer(201, #"{"data":[{"details":{"id":"7"}}]}"#)], version: .v2)
        var query = BulkReadQuery(module: "Events", fileType: .ics)
        query.criteria = Criteria.comparison("Age", .lessThan, 5).json(in: .v2)
        _ = try await fixture.client.createRead(query)
        #expect(fixture.transport.calls == ["POST /crm/bulk/v2/read"])
        #expect(
            fixture.transport.requests[0].text
                == #"{"query":{"module":"Events","criteria":{"api_name":"Age","comparator":"less_than","value":5}},"file_type":"ics"}"#)
    }

    @Test func anExportIsWaitedForWithGrowingPauses() async throws {
        let states = ["ADDED", "IN PROGRESS", "IN PROGRESS"].map { #"{"data":[{"id":"7","state":"\#($0)"}]}"# }
        let done =
            #"{"data":[{"id":"7","state":"COMPLETED","query":{"module":"Leads"},"result":{"page":1,"per_page":200000,"count":3,"download_url":"/crm/bulk/v8/read/7/result","more_records":true,"next_page_token":"abc"}}]}"#
        let fixture = ClientFixture(states.map { .answer(200, $0) } + [.answer(200, done)])
        let job = try await fixture.client.waitForRead(
            "7", polling: PollSchedule(first: .seconds(1), longest: .seconds(2), growth: 2))
        #expect(job.phase == .completed && job.module == "Leads")
        #expect(job.result?.count == 3 && job.result?.perPage == 200_000 && job.result?.hasMoreRecords == true)
        #expect(job.result?.downloadURL == "/crm/bulk/v8/read/7/result" && job.result?.nextPageToken == "abc")
        #expect(fixture.waits.all == [.seconds(1), .seconds(2), .seconds(2)])
    }

    @Test func anExportThatFailedSaysWhy() async throws {
        let body =
            #"{"data":[{"id":"7","state":"FAILURE","result":{"error_message":{"code":"INTERNAL_SERVER_ERROR","message":"m","details":{},"status":"error"}}}]}"#
        let job = try await ClientFixture([.answer(200, body)]).client.readJob("7")
        #expect(job.phase == .failed)
        #expect(job.failure?.code == "INTERNAL_SERVER_ERROR")
    }

    @Test func anUploadIsAFormWithAFile() async throws {
        let path = NSTemporaryDirectory() + "upload-\(UUID().uuidString).zip"
        try Data("PK-bytes".utf8).write(to: URL(filePath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        let fixture = ClientFixture([.lost(mayHaveArrived: true), .answer(200, #"{"status":"success","details":{"file_id":"99"}}"#)])
        #expect(try await fixture.client.upload(path, organization: "60001234") == "99")
        let request = fixture.transport.requests[1]
        #expect(request.url == "http://files.test/crm/v8/upload")
        #expect(request.header("feature") == "bulk-write" && request.header("X-CRM-ORG") == "60001234")
        let boundary = try #require(request.header("Content-Type")?.split(separator: "=").last)
        #expect(request.text.hasPrefix("--\(boundary)\r\nContent-Disposition: form-data; name=\"file\""))
        #expect(request.text.hasSuffix("\r\n\r\nPK-bytes\r\n--\(boundary)--\r\n"))
    }

    @Test func anUploadThatIsNotTakenIsAnErrorThoughItsStatusIsGood() async throws {
        let path = NSTemporaryDirectory() + "upload-\(UUID().uuidString).zip"
        try Data("text".utf8).write(to: URL(filePath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        let body = #"{"status":"error","code":"INVALID_FILE_FORMAT","message":"only zip","details":{}}"#
        let error = await #expect(throws: BulkClientError.self) {
            try await ClientFixture([.answer(200, body)]).client.upload(path, organization: "1")
        }
        #expect(error == .refused(Refusal(status: 200, code: "INVALID_FILE_FORMAT", message: "only zip")))
    }

    @Test func aFileThatIsNotThereIsNamed() async throws {
        let error = await #expect(throws: BulkClientError.self) {
            try await ClientFixture([]).client.upload("/nowhere/x.zip", organization: "1")
        }
        #expect(error == .file(path: "/nowhere/x.zip", reason: "can't be read"))
    }

    @Test func anImportCarriesItsMappings() async throws {
        let fixture = ClientFixture([.answer(201, #"{"status":"success","details":{"id":"8"}}"#)])
        let request = BulkWriteRequest(
            operation: .upsert, ignoresEmpty: true,
            resources: [
                .init(
                    module: "Leads", fileID: "99", fileName: "leads.csv", findBy: "Email",
                    mappings: [
                        FieldMapping(field: "Email", column: 0), FieldMapping(field: "Lead_Source", column: nil, defaultValue: "Web"),
                        FieldMapping(field: "Account", column: 2, findBy: "Account_Name"),
                        FieldMapping(field: "Born", column: 3, format: "dd.MM.yyyy"),
                    ]), .init(module: "Phones", fileID: "99", mappings: [FieldMapping(field: "Parent_Id", column: 1, parentColumn: 0)]),
            ])
        #expect(try await fixture.client.createWrite(request) == "8")
        #expect(
            fixture.transport.requests[0].text
                == #"{"operation":"upsert","ignore_empty":true,"resource":[{"type":"data","module":{"api_name":"Leads"},"file_id":"99","file_names":["leads.csv"],"find_by":"Email","field_mappings":[{"api_name":"Email","index":0},{"api_name":"Lead_Source","default_value":{"value":"Web"}},{"api_name":"Account","index":2,"find_by":"Account_Name"},{"api_name":"Born","index":3,"format":"dd.MM.yyyy"}]},{"type":"data","module":{"api_name":"Phones"},"file_id":"99","field_mappings":[{"api_name":"Parent_Id","index":1,"parent_column_index":0}]}]}"#
        )
    }

    @Test func anImportTellsOfItsRows() async throws {
        let body =
            #"{"status":"COMPLETED","id":"8","operation":"insert","resource":[{"status":"COMPLETED","type":"data","module":{"id":"1","api_name":"Leads"},"file":{"status":"COMPLETED","name":"l.csv","added_count":9,"skipped_count":2,"updated_count":1,"total_count":12},"code":"COMPLETED"}],"result":{"download_url":"http://crm.test/v2/crm/1/bulk-write/8/8.zip"}}"#
        let job = try await ClientFixture([.answer(200, body)]).client.writeJob("8")
        #expect(job.phase == .completed && job.downloadURL == "http://crm.test/v2/crm/1/bulk-write/8/8.zip")
        #expect(job.resources.map(\.added) == [9] && job.resources.map(\.handled) == [12])
    }

    @Test(arguments: [
        (DataCentre.us, "https://www.zohoapis.com", "https://accounts.zoho.com", "https://content.zohoapis.com"),
        (.au, "https://www.zohoapis.com.au", "https://accounts.zoho.com.au", "https://content.zohoapis.com.au"),
        (.ca, "https://www.zohoapis.ca", "https://accounts.zohocloud.ca", "https://upload.zohocloud.ca"),
        (.in, "https://www.zohoapis.in", "https://accounts.zoho.in", "https://content.zohoapis.in"),
    ])
    func dataCentresHaveTheirAddresses(centre: DataCentre, api: String, accounts: String, files: String) {
        #expect(centre.addresses == ServerAddresses(api: api, accounts: accounts, files: files))
    }

    @Test func oneAddressIsEnoughForLongshore() {
        let server = ServerAddresses(api: "http://127.0.0.1:8080/")
        #expect([server.api, server.accounts, server.files] == Array(repeating: "http://127.0.0.1:8080", count: 3))
    }
}
