"""Whether half precision pays."""


def bf16_is_fast(device: str) -> bool:
    """Whether the hardware multiplies bf16: GPUs and CPUs with AMX or AVX-512 BF16; on AVX2 alone it is 25 times slower."""
    import torch

    return device == "cuda" or torch.cpu._is_amx_tile_supported() or torch.cpu._is_avx512_bf16_supported()
