import ArgumentParser

/// What columns become; what nobody says is found by their names.
struct ImportColumnOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Column, by name or number, that is a field; without a field it is left out.", valueName: "column=field"))
    var map: [String] = []
    @Option(help: ArgumentHelp("Value of a field in all rows, or in those whose cell is empty.", valueName: "field=value"))
    var set: [String] = []
    @Option(help: ArgumentHelp("Field of the other module by which a lookup's records are found.", valueName: "lookup=field"))
    var lookup: [String] = []
    @Option(help: ArgumentHelp("How the dates or numbers of a field are written: Date_of_Birth=dd.MM.yyyy.", valueName: "field=pattern"))
    var format: [String] = []
    @Option(help: ArgumentHelp("Mapping file, in the place of finding fields by names; one for each module.", valueName: "file"))
    var mapping: [String] = []
    @Option(help: ArgumentHelp("Keep the mapping in a file, for --mapping.", valueName: "file")) var saveMapping: String?
}

/// Files whose rows belong to rows of the first.
struct ImportChildOptions: ParsableArguments {
    @Option(help: ArgumentHelp("File with rows of a subform or linking module.", valueName: "module=file")) var child: [String] = []
    @Option(
        help: ArgumentHelp(
            "Columns that say which parent a row of the child belongs to; in the order of the children (default: the name that both files have).",
            valueName: "child's=parent's"))
    var join: [String] = []
}
