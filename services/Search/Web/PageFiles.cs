using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;

namespace MoTE.Indexing.Search.Web;

/// <summary>The page: the files of <c>wwwroot</c> beside the program.</summary>
internal static class PageFiles
{
    public static IApplicationBuilder UsePage(this IApplicationBuilder app)
    {
        var files = new PhysicalFileProvider(Path.Combine(AppContext.BaseDirectory, "wwwroot"));
        return app
            .UseDefaultFiles(new DefaultFilesOptions { FileProvider = files })
            .UseStaticFiles(new StaticFileOptions { FileProvider = files, OnPrepareResponse = Revalidate });
    }

    // The names of the files do not change with their content, so a browser asks each time whether they are still the same.
    private static void Revalidate(StaticFileResponseContext context) => context.Context.Response.Headers.CacheControl = "no-cache";
}
