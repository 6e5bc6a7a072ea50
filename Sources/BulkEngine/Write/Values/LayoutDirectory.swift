import BulkModel

/// The layouts of a module, by what a cell may call them. (bulk write specification, section 7.8)
struct LayoutDirectory: Sendable {
    private let byName: [[UInt8]: Int64]
    private let ids: Set<Int64>
    /// The layout of new records; nil in a module with one layout only, where nothing is stored.
    let standard: Int64?

    init(_ module: Module) {
        ids = Set(module.layouts.map(\.id.rawValue))
        byName = Dictionary(
            module.layouts.map { (CaseFolding.folded($0.name.utf8), $0.id.rawValue) }, uniquingKeysWith: { first, _ in first })
        standard = module.field(named: MappingRules.layout) == nil ? nil : module.layouts.first?.id.rawValue
    }

    /// Nil for a layout that there isn't, which is as good as none.
    func layout(_ text: UnsafeBufferPointer<UInt8>) -> Int64? {
        if let id = RecordIDText.read(text), ids.contains(id) { return id }
        return byName[CaseFolding.folded(text)]
    }
}
