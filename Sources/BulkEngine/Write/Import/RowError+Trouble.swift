import BulkFormats
import BulkModel

extension RowError {
    /// What is wrong with a row as its file has it, said of the mapping that reads the broken cell; or of the first, if the row as a
    /// whole is broken.
    init(_ trouble: CSVTrouble, in plan: ResourcePlan) {
        let mapped = plan.columns.filter { $0.index != nil }
        let column = mapped.first { $0.index == trouble.column } ?? mapped.min { $0.index ?? 0 < $1.index ?? 0 }
        self.init(.invalidData, mapping: column?.mapping, Reason(trouble))
    }
}

extension RowError.Reason {
    init(_ trouble: CSVTrouble) {
        switch trouble {
        case .strayQuote: self = .strayQuote
        case .undecodable: self = .undecodable
        case .surplusCells: self = .surplusCells
        case .shifted: self = .shifted
        case .otherTable: self = .otherTable
        }
    }
}

extension WriteSource {
    /// How wide rows are.
    /// - Parameter reader: has read the header.
    func shape(of reader: CSVReader) -> CSVShape {
        CSVShape(
            columns: reader.headerCount, hasEmptyColumn: hasEmptyColumn ?? false,
            reportColumn: reader.column(named: ReportColumns.first))
    }
}
