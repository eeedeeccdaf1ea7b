"""Tokenisers to compare: CLIP's own vocabulary, and ones trained here in the ways of CLIP, SigLIP, SigLIP 2 and others."""

import gzip
import json
import pathlib
import re
import string
import tempfile

import sentencepiece
from sentencepiece import sentencepiece_model_pb2
from tokenizers import AddedToken, Regex, Tokenizer, models, normalizers, pre_tokenizers, processors, trainers


def byte_characters():
    """GPT-2's character for each byte, those that stand for themselves first, as CLIP's vocabulary begins."""
    own = [*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100)]
    rest = [byte for byte in range(256) if byte not in own]
    return [chr(byte) for byte in own] + [chr(256 + place) for place in range(len(rest))]


def clip_steps(tokenizer, start, end, start_id, end_id):
    """What transformers' converter puts around CLIP's model."""
    tokenizer.normalizer = normalizers.Sequence([normalizers.NFC(), normalizers.Replace(Regex(r"\s+"), " "), normalizers.Lowercase()])
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence([
        pre_tokenizers.Split(Regex(r"""'s|'t|'re|'ve|'m|'ll|'d|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+"""), behavior="removed", invert=True),
        pre_tokenizers.ByteLevel(add_prefix_space=False)])
    tokenizer.post_processor = processors.RobertaProcessing((end, end_id), (start, start_id), False, False)
    return tokenizer


def clip(vocabulary_file):
    """CLIP's tokeniser, of the list of merges that `open_clip_torch` brings along."""
    lines = gzip.open(vocabulary_file).read().decode().split("\n")
    merges = [tuple(line.split()) for line in lines[1:49152 - 256 - 2 + 1]]
    characters = byte_characters()
    start, end = "<|startoftext|>", "<|endoftext|>"
    tokens = characters + [character + "</w>" for character in characters] + ["".join(merge) for merge in merges] + [start, end]
    ids = {token: number for number, token in enumerate(tokens)}
    tokenizer = Tokenizer(models.BPE(ids, merges, continuing_subword_prefix="", end_of_word_suffix="</w>", unk_token=end))
    tokenizer.add_special_tokens([AddedToken(start, normalized=True, special=True), AddedToken(end, normalized=True, special=True)])
    return clip_steps(tokenizer, start, end, ids[start], ids[end])


def bounded(tokenizer, length, pad, pad_id, direction="right"):
    """A copy that cuts and fills up."""
    copy = Tokenizer.from_str(tokenizer.to_str())
    copy.enable_truncation(length, direction=direction)
    copy.enable_padding(direction=direction, pad_id=pad_id, pad_token=pad, length=length)
    return copy


def small_clip(corpus, size=600):
    tokenizer = Tokenizer(models.BPE(end_of_word_suffix="</w>", continuing_subword_prefix="", unk_token="<|endoftext|>"))
    clip_steps(tokenizer, "<|startoftext|>", "<|endoftext|>", 0, 1)
    specials = ["<|startoftext|>", "<|endoftext|>"]
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    trainer = trainers.BpeTrainer(vocab_size=size, special_tokens=specials, initial_alphabet=alphabet, end_of_word_suffix="</w>", show_progress=False)
    tokenizer.train_from_iterator(corpus, trainer)
    return tokenizer


def gpt2(corpus, size=2000):
    """Byte-level pairs with spaces inside tokens."""
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=True)
    tokenizer.train_from_iterator(corpus, trainers.BpeTrainer(
        vocab_size=size, initial_alphabet=pre_tokenizers.ByteLevel.alphabet(), show_progress=False))
    tokenizer.post_processor = processors.ByteLevel()
    tokenizer.add_tokens([AddedToken("One", single_word=True), AddedToken("Two words", lstrip=True), AddedToken("<extra>", rstrip=True)])
    return tokenizer


def gemma(corpus, size=3000):
    """Pairs of characters, with bytes for what is unknown, as SigLIP 2 has it."""
    tokenizer = Tokenizer(models.BPE(unk_token="<unk>", fuse_unk=True, byte_fallback=True))
    tokenizer.normalizer = normalizers.Replace(" ", "▁")
    tokenizer.pre_tokenizer = pre_tokenizers.Split(" ", "merged_with_previous")
    specials = ["<pad>", "<eos>", "<bos>", "<unk>"] + [f"<0x{byte:02X}>" for byte in range(256)]
    tokenizer.train_from_iterator(corpus, trainers.BpeTrainer(
        vocab_size=size, special_tokens=specials, limit_alphabet=400, max_token_length=12, show_progress=False))
    file = json.loads(tokenizer.to_str())
    # Bytes are tokens of the model, and no more than that.
    file["added_tokens"] = file["added_tokens"][:4]
    tokenizer = Tokenizer.from_str(json.dumps(file))
    tokenizer.post_processor = processors.TemplateProcessing("$A <eos>", "$A $B", [("<eos>", 1)])
    return tokenizer


def sentencepiece_model(corpus, size, rule="nmt_nfkc_cf", rules=None, **options):
    with tempfile.TemporaryDirectory() as folder:
        prefix = pathlib.Path(folder) / "model"
        if rules:
            (pathlib.Path(folder) / "rules.tsv").write_text(rules)
            options["normalization_rule_tsv"] = str(pathlib.Path(folder) / "rules.tsv")
        else:
            options["normalization_rule_name"] = rule
        sentencepiece.SentencePieceTrainer.train(
            sentence_iterator=iter(corpus), model_prefix=str(prefix), vocab_size=size, model_type="unigram", minloglevel=2, num_threads=1,
            pad_id=0, eos_id=1, unk_id=2, bos_id=-1, hard_vocab_limit=False, **options)
        model = sentencepiece_model_pb2.ModelProto()
        model.ParseFromString(pathlib.Path(f"{prefix}.model").read_bytes())
        return model


def siglip(model, scheme="always", canonical=True, bytes_for_unknown=False):
    """SigLIP's way: what is said of T5 by transformers' converter, behind the lower case and without punctuation."""
    tokenizer = Tokenizer(models.Unigram([(piece.piece, piece.score) for piece in model.pieces], unk_id=2, byte_fallback=bytes_for_unknown))
    charsmap = normalizers.Precompiled(model.normalizer_spec.precompiled_charsmap)
    spaces = normalizers.Replace(Regex(" {2,}"), " ")
    steps = [charsmap, spaces]
    if canonical:
        punctuation = normalizers.Replace(Regex("[" + re.escape(string.punctuation) + "]"), "")
        steps = [normalizers.Lowercase(), punctuation, normalizers.Replace(Regex(r"\s+"), " "), normalizers.Strip()] + steps
    tokenizer.normalizer = normalizers.Sequence(steps)
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme=scheme)
    tokenizer.post_processor = processors.TemplateProcessing("$A </s>", "$A </s> $B </s>", [("</s>", 1)])
    tokenizer.add_special_tokens([AddedToken(text, lstrip=True, rstrip=True, normalized=False) for text in ("</s>", "<unk>")])
    tokenizer.add_tokens([AddedToken("One", single_word=True, normalized=True), AddedToken("<extra>", lstrip=True, normalized=False)])
    return tokenizer


def older_spelling(tokenizer):
    """Today's file as files were written some years ago."""
    file = json.loads(tokenizer.to_str())

    def walk(value):
        if isinstance(value, dict):
            if value.get("type") == "Metaspace":
                value["add_prefix_space"] = value.pop("prepend_scheme") != "never"
                value["str_rep"] = "▁"
                del value["split"]
            for member in value.values():
                walk(member)
        elif isinstance(value, list):
            for member in value:
                walk(member)

    walk({name: value for name, value in file.items() if name != "model"})
    if "merges" in file["model"]:
        file["model"]["merges"] = [" ".join(merge) for merge in file["model"]["merges"]]
    return Tokenizer.from_str(json.dumps(file)), json.dumps(file, ensure_ascii=True)
