import ArgumentParser
import Reports

extension ExportFormat: ExpressibleByArgument {}
