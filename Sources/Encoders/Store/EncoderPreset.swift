/// Published networks with the preprocessing that they were trained with, and the tensor that serves as their vector.
public enum EncoderPreset: String, CaseIterable, Codable, Hashable, Sendable {
    case vgg16
    case vgg16Torchvision = "vgg16-torchvision"
    case resnet18, resnet34, resnet50, resnet101, resnet152
    case mobilenet, efficientnet
    case clip, dinov2, siglip

    /// How the tensor of the vector is found when none is named.
    enum LayerRule {
        case beforeLastFullyConnected
        case embeddingOutput
    }

    var layerRule: LayerRule {
        switch self {
        case .clip, .dinov2, .siglip: .embeddingOutput
        default: .beforeLastFullyConnected
        }
    }

    /// How a tensor of more than two axes becomes a vector.
    var pooling: Pooling { self == .dinov2 ? .first : .mean }

    /// As it was published with the weights.
    public var preprocessing: Preprocessing {
        switch self {
        case .vgg16:
            // Simonyan & Zisserman 2014, as Keras applies it: BGR, the means of ImageNet, no scaling.
            Preprocessing(resize: .stretch, channels: .bgr, range: .bytes, means: [103.939, 116.779, 123.68])
        case .vgg16Torchvision, .resnet18, .resnet34, .resnet50, .resnet101, .resnet152, .mobilenet:
            // torchvision's IMAGENET1K_V1 transforms.
            Self.imageNet(shorterSide: 256, filter: .bilinear)
        case .efficientnet:
            // torchvision's EfficientNet_B0; larger ones need --size.
            Self.imageNet(shorterSide: 256, filter: .bicubic)
        case .dinov2:
            // Oquab et al. 2023: evaluation transform of the published code.
            Self.imageNet(shorterSide: 256, filter: .bicubic)
        case .clip:
            // Radford et al. 2021: the transform published with the weights.
            Preprocessing(
                resize: .crop, filter: .bicubic, means: [0.48145466, 0.4578275, 0.40821073],
                deviations: [0.26862954, 0.26130258, 0.27577711])
        case .siglip:
            // Zhai et al. 2023: stretched, values in −1...1.
            Preprocessing(resize: .stretch, filter: .bicubic, means: [0.5, 0.5, 0.5], deviations: [0.5, 0.5, 0.5])
        }
    }

    /// One line for help and lists.
    public var summary: String {
        switch self {
        case .vgg16: "VGG-16 as in Keras: 4,096 values after the second fully connected layer"
        case .vgg16Torchvision: "VGG-16 as in torchvision: 4,096 values after the second fully connected layer"
        case .resnet18, .resnet34: "\(Self.capitalized(rawValue)): 512 pooled features"
        case .resnet50, .resnet101, .resnet152: "\(Self.capitalized(rawValue)): 2,048 pooled features"
        case .mobilenet: "MobileNet V2 or V3: pooled features"
        case .efficientnet: "EfficientNet B0: 1,280 pooled features; give --size for larger ones"
        case .clip: "CLIP's image tower (ViT-B at 224): its embedding"
        case .dinov2: "DINOv2: the class token"
        case .siglip: "SigLIP's image tower: its pooled output"
        }
    }

    private static func capitalized(_ name: String) -> String { name.replacing("resnet", with: "ResNet-") }

    private static func imageNet(shorterSide: Int, filter: ResampleFilter) -> Preprocessing {
        Preprocessing(
            resize: .crop, shorterSide: shorterSide, filter: filter, means: [0.485, 0.456, 0.406],
            deviations: [0.229, 0.224, 0.225])
    }
}

/// How a tensor with more axes than picture and value becomes one vector per picture.
///
/// A tensor of two axes [picture, value] is taken as it is. Four axes are [picture, channel, row, column], three are
/// [picture, token, channel].
public enum Pooling: String, CaseIterable, Codable, Hashable, Sendable {
    /// The mean over all places or tokens.
    case mean
    /// The first token, where transformers keep their class token. Only for three axes.
    case first
    /// All values one after another.
    case flatten
    /// The maximum over all places, then the mean over all places: twice as many values as channels. Only for four axes.
    case maximumAndMean = "max-mean"
}

/// The arithmetic of a network.
public enum Precision: String, CaseIterable, Codable, Hashable, Sendable {
    case f32
    /// bfloat16: about twice as fast where the processor has it, and within 1% of the largest value (`assets/encoders/parity.py`).
    case bf16
}
