import BulkModel
import BulkTesting
import Foundation
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
            try await store.apply([.addView(nested), .addView(plain), .addView(other)])
            #expect(try await store.view(ObjectID(900)) == nested)
            #expect(try await store.view(ObjectID(901)) == nil)
            #expect(try await store.views(of: "People") == [plain, nested])
        }
    }

    @Test(arguments: Stores.all)
    func viewsAreChangedAndRemoved(_ conformance: StoreConformance) async throws {
        try await conformance.withStore { store in
            var view = CustomView(id: ObjectID(900), module: "People", name: "Mine")
            try await store.apply([.addView(view)])
            view.name = "Ours"
            view.columns = ["Name", "Salary"]
            view.sort = CustomView.Sort("Salary", isAscending: false)
            view.access = .users([ObjectID(7)])
            view.createdBy = UserReference(id: ObjectID(8), name: "Ann")
            view.createdTime = Date(timeIntervalSince1970: 1_700_000_000)
            try await store.apply([.updateView(view)])
            #expect(try await store.view(ObjectID(900)) == view)
            try await store.apply([.removeView(ObjectID(900))])
            #expect(try await store.views(of: "People") == [])
        }
    }
}
