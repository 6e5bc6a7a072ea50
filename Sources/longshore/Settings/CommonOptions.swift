import ArgumentParser

/// The options that every command has.
struct CommonOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Folder that holds everything.", valueName: "dir"), completion: .directory)
    var data: String?

    @Option(help: ArgumentHelp("Configuration file (YAML); also LONGSHORE_CONFIG.", valueName: "file"), completion: .file())
    var config: String?

    func settings() throws -> Settings {
        try Settings(file: config)
    }
}
