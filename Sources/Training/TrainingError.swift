/// What can go wrong with training; `description` is one line that says what and what to do.
public enum TrainingError: Error, Hashable, CustomStringConvertible {
    /// Fewer than two classes among the training pictures; `only` is the one there is.
    case tooFewClasses(only: String?)
    case tooFewPictures(training: Int, validation: Int)
    /// A feature that is not a finite number.
    case notFinite(example: Int)
    /// The loss is no number any more.
    case diverged(epoch: Int, rate: Double)

    public var description: String {
        switch self {
        case .tooFewClasses(let only):
            "there is nothing to tell apart: "
                + (only.map { "all pictures to train on are of the class \($0)" } ?? "no picture to train on has a label")
                + "; choose another column or condition"
        case .tooFewPictures(let training, let validation):
            "\(training) pictures to train on and \(validation) to validate with are too few; at least 2 and 1 are required"
        case .notFinite(let example): "the features of example \(example) are not all finite numbers; nothing can be learnt from them"
        case .diverged(let epoch, let rate):
            "the loss is no longer a number in epoch \(epoch): the rate \(rate) is too high; find one with --find-lr and give it with --max-lr"
        }
    }
}
