import BulkFormats
import BulkModel
import BulkStore

/// The rows of a resource's file, each with what became of it: the file read once more beside the committed outcomes.
final class OutcomeRows {
    let resource: WriteResource
    /// The first row's texts.
    let header: [String]
    let reader: CSVReader
    private let job: ObjectID
    private let position: Int
    private let store: any OrganizationStore
    private var block: RowOutcomes?
    private var blockStart = 0
    private var nextError = 0
    /// Rows read so far.
    private(set) var row = 0
    private(set) var status = RowOutcomes.Status.unprocessed
    /// Zero if the row has none.
    private(set) var record: Int64 = 0
    private(set) var errors: [RowError] = []
    private(set) var notes: [RowNote] = []
    private let shape: CSVShape
    private var nextNote = 0

    /// - Parameter position: of the resource in the job.
    init(_ resource: WriteResource, at position: Int, of job: ObjectID, sources: WriteSourceReader, store: any OrganizationStore) throws {
        self.resource = resource
        self.position = position
        self.job = job
        self.store = store
        reader = try sources.open(resource.source)
        guard try reader.next() else {
            header = []
            shape = CSVShape(columns: 0)
            return
        }
        let reader = reader
        shape = resource.source.shape(of: reader)
        header = (0..<reader.count).map { String(decoding: reader.value($0), as: UTF8.self) }
        block = try store.outcomes(of: job, resource: position, from: 0)
    }

    /// Goes on to the next row; rows behind the last commit are unprocessed.
    /// - Returns: false behind the last row.
    func next() throws -> Bool {
        guard try reader.next() else { return false }
        if let block, row - blockStart == block.count {
            blockStart = row
            nextError = 0
            nextNote = 0
            self.block = try store.outcomes(of: job, resource: position, from: row)
        }
        errors.removeAll(keepingCapacity: true)
        notes.removeAll(keepingCapacity: true)
        if let block {
            let place = row - blockStart
            status = block.statuses[place]
            record = block.records[place]
            while nextError < block.errors.count, block.errors[nextError].row == place {
                errors.append(block.errors[nextError].error)
                nextError += 1
            }
            while nextNote < block.notes.count, block.notes[nextNote].row == place {
                notes.append(block.notes[nextNote].note)
                nextNote += 1
            }
        } else {
            status = .unprocessed
            record = 0
        }
        row += 1
        return true
    }

    /// What is wrong with the row as the file has it.
    var trouble: CSVTrouble? { shape.trouble(of: reader) }

    /// What a result calls a mapping: its column's header, or its field where it has no column.
    func label(of mapping: Int) -> String {
        let mapping = resource.mapping(at: mapping)
        guard let index = mapping.index, header.indices.contains(index) else { return mapping.apiName }
        return header[index]
    }

    /// `CODE-Column,Column:CODE-Column`. (bulk write specification, section 9.3)
    var errorText: String {
        guard !errors.isEmpty else { return "" }
        return RowError.Code.allCases.compactMap { code -> String? in
            let mappings = Set(errors.filter { $0.code == code }.compactMap(\.mapping)).sorted { place(of: $0) < place(of: $1) }
            return mappings.isEmpty ? nil : "\(code.name)-\(mappings.map(label).joined(separator: ","))"
        }.joined(separator: ":")
    }

    /// Columns in their order, then what has no column.
    private func place(of mapping: Int) -> (Int, Int) {
        (resource.mapping(at: mapping).index ?? .max, mapping)
    }
}
