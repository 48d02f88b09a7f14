using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace MoTE.Indexing.Elasticsearch;

/// <summary>Trusts the certificates that one authority signed, and no others.</summary>
internal sealed class CertificateAuthority
{
    private readonly X509Certificate2Collection _roots = [];

    /// <param name="file">The authority's certificate, PEM.</param>
    public CertificateAuthority(string file) => _roots.ImportFromPemFile(file);

    /// <summary>Whether a node's certificate is of its host and was signed by the authority.</summary>
    public bool Accepts(object sender, X509Certificate certificate, X509Chain offered, SslPolicyErrors errors)
    {
        if ((errors & ~SslPolicyErrors.RemoteCertificateChainErrors) != SslPolicyErrors.None)
            return false;
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.CustomTrustStore.AddRange(_roots);
        chain.ChainPolicy.ExtraStore.AddRange(offered.ChainElements.Select(element => element.Certificate).ToArray());
        using var leaf = X509CertificateLoader.LoadCertificate(certificate.GetRawCertData());
        return chain.Build(leaf);
    }
}
