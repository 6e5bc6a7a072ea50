import BulkModel
import BulkTesting
import Testing

@Suite struct ViewConformanceTests {
    @Test(arguments: Stores.all)
    func viewsComeBackWithTheirCriteriaAsTheyWere(_ conformance: StoreConformance) async throws {
        let criterion = Criteria.criterion(
            Criterion(fieldName: "Name", fieldID: ObjectID(42), comparator: .isIn, value: ["a", "${EMPTY}", 1]))
        let nested = CustomView(
            id: ObjectID(900), module: "People", name: "Some", criteria: .group(.or, [criterion, .group(.and, [criterion, criterion])]))
        let plain = CustomView(id: ObjectID(800), module: "People", name: "All", systemName: "ALLVIEWS")
        let other = CustomView(id: ObjectID(850), module: "Companies", name: "All")
        try await conformance.withStore { store in
            try await store.add([nested, plain, other])
            #expect(try await store.view(ObjectID(900)) == nested)
            #expect(try await store.view(ObjectID(901)) == nil)
            #expect(try await store.views(of: "People") == [plain, nested])
        }
    }
}
